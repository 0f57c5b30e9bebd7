namespace EightBit.Webhooks.Receiver.Testing.Samples;

/// <summary>What happens in a conversation, one event after the other.</summary>
internal sealed class SampleConversation
{
    private const int MostTurns = 6;

    private readonly Queue<string> _toCome = new();

    public SampleConversation(SampleCast cast, Random random)
    {
        Cast = cast;
        Plan(random);
    }

    public SampleCast Cast { get; }

    public bool IsOver => _toCome.Count == 0;

    public string NextType() => _toCome.Dequeue();

    private void Plan(Random random)
    {
        _toCome.Enqueue("session.started");
        _toCome.Enqueue("conversation.created");
        for (var turns = random.Next(1, MostTurns + 1); turns > 0; turns--)
        {
            _toCome.Enqueue("message.received");
            _toCome.Enqueue(OneIn(random, 10) ? "message.failed" : "message.sent");
            if (OneIn(random, 5))
            {
                _toCome.Enqueue("conversation.updated");
            }
        }

        if (OneIn(random, 6))
        {
            _toCome.Enqueue("conversation.escalated");
        }

        if (OneIn(random, 2))
        {
            _toCome.Enqueue("conversation.rating");
        }

        _toCome.Enqueue("conversation.ended");
        _toCome.Enqueue("session.ended");
    }

    private static bool OneIn(Random random, int many) => random.Next(many) == 0;
}
