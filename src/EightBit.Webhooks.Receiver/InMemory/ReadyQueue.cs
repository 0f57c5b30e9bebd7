using System.Threading.Channels;

namespace EightBit.Webhooks.Receiver.InMemory;

/// <summary>
/// Events that may run now. An event with an ordering key gets here only when it is the oldest of its conversation; the
/// others wait behind it, so that a slow or failing conversation never stands in anybody else's way.
/// </summary>
/// <remarks>Not synchronised, but for <see cref="WaitAsync"/>: the inbox calls it under its lock.</remarks>
internal sealed class ReadyQueue
{
    // Unbounded by itself: the inbox admits no more events than its options allow.
    private readonly Channel<InMemoryEntry> _ready = Channel.CreateUnbounded<InMemoryEntry>();
    private readonly Dictionary<ConversationKey, Queue<InMemoryEntry>> _behind = [];

    /// <summary>Adds an accepted or replayed event at the end of its conversation.</summary>
    public void Add(InMemoryEntry entry)
    {
        if (entry.Conversation is { } conversation)
        {
            if (_behind.TryGetValue(conversation, out var waiting))
            {
                waiting.Enqueue(entry);
                return;
            }

            _behind.Add(conversation, new Queue<InMemoryEntry>(0));
        }

        _ready.Writer.TryWrite(entry);
    }

    /// <summary>Makes an event ready that is the oldest of its conversation already: a due retry, an abandoned one.</summary>
    public void Return(InMemoryEntry entry) => _ready.Writer.TryWrite(entry);

    /// <summary>Lets the next event of the conversation take the place of one that is completed or dead.</summary>
    public void Leave(InMemoryEntry entry)
    {
        if (entry.Conversation is not { } conversation)
        {
            return;
        }

        if (_behind[conversation].TryDequeue(out var next))
        {
            _ready.Writer.TryWrite(next);
        }
        else
        {
            _behind.Remove(conversation);
        }
    }

    public bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out InMemoryEntry? entry) => _ready.Reader.TryRead(out entry);

    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _ready.Reader.WaitToReadAsync(cancellationToken);
}
