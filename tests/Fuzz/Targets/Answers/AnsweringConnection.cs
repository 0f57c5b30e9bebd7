namespace Fuzz.Targets.Answers;

/// <summary>A connection over which the same comes back whatever is sent, and then the end.</summary>
internal sealed class AnsweringConnection : MemoryStream
{
    public AnsweringConnection(byte[] answer)
        : base(answer, writable: false)
    {
    }

    public override bool CanWrite => true;

    public override void Write(byte[] buffer, int offset, int count)
    {
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.CompletedTask;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
}
