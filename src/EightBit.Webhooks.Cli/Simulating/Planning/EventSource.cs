using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Sending;

namespace EightBit.Webhooks.Cli.Simulating.Planning;

/// <summary>Makes and signs one event after the other, from the seed. Not safe for concurrent use.</summary>
internal sealed class EventSource
{
    private const int ConversationsAtATime = 50;
    private const int DeliveryIdBytes = 12;

    private readonly SimulationSettings _settings;
    private readonly TimeProvider _time;
    private readonly SampleEventGenerator _generator;
    private readonly Random _random;
    private readonly HashSet<string> _types;
    private readonly bool _hasConversations;

    public EventSource(SimulationSettings settings, TimeProvider time)
    {
        _settings = settings;
        _time = settings.CreatedAt is { } createdAt ? new StoppedClock(createdAt) : time;
        _generator = new SampleEventGenerator(settings.Seed, ConversationsAtATime, _time);
        _random = new Random(settings.Seed);
        _types = [.. settings.Types];
        _hasConversations = settings.Types.Any(type => !type.StartsWith("agent.", StringComparison.Ordinal) && !type.StartsWith("account.", StringComparison.Ordinal));
    }

    public PlannedEvent Next()
    {
        var sample = Draw(out var type);
        var signed = SignedDelivery.Of(sample, _settings.Secret, _time);
        return new PlannedEvent
        {
            Id = sample.Id,
            Type = type,
            Body = signed.Body.ToArray(),
            Signature = signed.Signature!,
            DeliveryId = NewDeliveryId(),
        };
    }

    private SampleEvent Draw(out string type)
    {
        if (_types.Count > 0 && !_hasConversations)
        {
            type = _settings.Types[_random.Next(_settings.Types.Count)];
            return _generator.Next(type);
        }

        // What nobody wants to see has happened all the same, so that conversations stay plausible.
        SampleEvent sample;
        do
        {
            sample = _generator.Next();
            type = sample.Type;
        }
        while (_types.Count > 0 && !_types.Contains(type));
        return sample;
    }

    private string NewDeliveryId()
    {
        Span<byte> bytes = stackalloc byte[DeliveryIdBytes];
        _random.NextBytes(bytes);
        return $"dlv_{Convert.ToHexStringLower(bytes)}";
    }

    private sealed class StoppedClock : TimeProvider
    {
        private readonly DateTimeOffset _now;

        public StoppedClock(DateTimeOffset now) => _now = now;

        public override DateTimeOffset GetUtcNow() => _now;
    }
}
