namespace EightBit.Webhooks.Receiver.Sqlite;

/// <summary>When the file is synchronised with the disk.</summary>
public enum SqliteSynchronous
{
    /// <summary>Before every answer: nothing that was acknowledged is lost, whatever fails.</summary>
    Full,

    /// <summary>
    /// Now and then: faster, and safe when the process crashes; but the last acknowledged events are <b>lost</b> when the machine loses
    /// power or its operating system crashes.
    /// </summary>
    Normal,
}
