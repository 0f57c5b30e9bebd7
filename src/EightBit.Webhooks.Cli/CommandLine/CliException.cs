namespace EightBit.Webhooks.Cli.CommandLine;

/// <summary>The command cannot do what it was asked to. The message says why and what to do.</summary>
internal sealed class CliException : Exception
{
    public CliException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
