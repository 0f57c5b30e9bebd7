using EightBit.Webhooks.Receiver.Testing.Samples.Templates;

namespace EightBit.Webhooks.Receiver.Testing.Samples;

/// <summary>Makes any number of varied events, the same ones for the same seed: many conversations, each in a plausible order.</summary>
/// <remarks>Not safe for concurrent use. The ids come from the seed too, so a second run with it sends duplicates of the first.</remarks>
public sealed class SampleEventGenerator
{
    private const int OneInBesides = 12;

    private static readonly string[] Besides =
    [
        "agent.deployed", "agent.updated", "agent.undeployed", "agent.error", "account.usage_threshold", "account.billing_updated",
    ];

    private readonly Random _random;
    private readonly SampleIds _ids;
    private readonly TimeProvider _time;
    private readonly SampleConversation?[] _conversations;

    /// <summary>Creates a generator.</summary>
    /// <param name="seed">What the events are drawn from.</param>
    /// <param name="conversations">How many conversations go on at a time; one that has ended makes room for a new one. At least 1.</param>
    /// <param name="time">The clock of the times inside <c>data</c>; the system's when left out.</param>
    public SampleEventGenerator(int seed, int conversations = 20, TimeProvider? time = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(conversations, 1);
        _random = new Random(seed);
        _ids = new SampleIds(_random);
        _time = time ?? TimeProvider.System;
        _conversations = new SampleConversation?[conversations];
    }

    /// <summary>The next event: mostly of a conversation that goes on or begins, now and then of an agent or the account.</summary>
    public SampleEvent Next()
    {
        if (_random.Next(OneInBesides) == 0)
        {
            return Next(Besides[_random.Next(Besides.Length)]);
        }

        var place = _random.Next(_conversations.Length);
        var conversation = _conversations[place] ??= new SampleConversation(SampleScene.DrawCast(_ids, _random), _random);
        var next = SampleTemplates.Create(conversation.NextType(), SceneWith(conversation.Cast));
        if (conversation.IsOver)
        {
            _conversations[place] = null;
        }

        return next;
    }

    /// <summary>An event of one type, in a conversation of its own.</summary>
    /// <param name="eventType">One of <see cref="SampleEvents.EventTypes"/>.</param>
    /// <exception cref="ArgumentException">There is no sample of this type.</exception>
    public SampleEvent Next(string eventType)
    {
        ArgumentNullException.ThrowIfNull(eventType);
        return SampleTemplates.Create(eventType, SceneWith(SampleScene.DrawCast(_ids, _random)));
    }

    private SampleScene SceneWith(SampleCast cast) => new(_ids, _random, _time, cast);
}
