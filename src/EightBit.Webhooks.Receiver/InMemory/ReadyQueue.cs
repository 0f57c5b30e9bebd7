using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
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

    /// <summary>Of each conversation that has an event ready or running: those behind it, or null while there was none.</summary>
    private readonly Dictionary<ConversationKey, Queue<InMemoryEntry>?> _behind = [];

    /// <summary>Adds an accepted or replayed event at the end of its conversation.</summary>
    public void Add(InMemoryEntry entry)
    {
        if (entry.Conversation is { } conversation)
        {
            ref var waiting = ref CollectionsMarshal.GetValueRefOrAddDefault(_behind, conversation, out var isBusy);
            if (isBusy)
            {
                (waiting ??= new Queue<InMemoryEntry>()).Enqueue(entry);
                return;
            }
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

        if (_behind[conversation] is { } waiting && waiting.TryDequeue(out var next))
        {
            _ready.Writer.TryWrite(next);
        }
        else
        {
            _behind.Remove(conversation);
        }
    }

    public bool TryTake([NotNullWhen(true)] out InMemoryEntry? entry) => _ready.Reader.TryRead(out entry);

    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _ready.Reader.WaitToReadAsync(cancellationToken);
}
