namespace EightBit.Webhooks.Receiver.HostileTests.Sockets;

/// <summary>An HTTP/1.x answer as it was on the wire.</summary>
/// <param name="Status">Of its first line.</param>
/// <param name="Head">The lines before the empty one.</param>
/// <param name="Body">As many bytes as were announced.</param>
internal sealed record RawAnswer(int Status, string Head, string Body)
{
    /// <summary>The receiver's code; null when the server has answered before the receiver was asked.</summary>
    public string? Code => Body.Split("\"code\":\"") is [_, var rest, ..] ? rest.Split('"')[0] : null;

    public override string ToString() => Code is null ? $"{Status}" : $"{Status} {Code}";
}
