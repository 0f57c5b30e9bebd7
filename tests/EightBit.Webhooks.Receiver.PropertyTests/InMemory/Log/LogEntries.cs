using EightBit.Webhooks.Receiver.DeliveryLog;
using EightBit.Webhooks.Receiver.PropertyTests.Generating;

namespace EightBit.Webhooks.Receiver.PropertyTests.InMemory.Log;

/// <summary>Lines of the delivery log.</summary>
internal static class LogEntries
{
    /// <summary>With any content, valid or not.</summary>
    public static readonly Gen<DeliveryLogEntry> Any = Lines(
        Gen.DateTimeOffset, Gen.TimeSpan, Gen.Int[1, int.MaxValue].Nullable(), Texts.Any, Gen.OneOf(Texts.Any, Gen.Const((string?)null)!));

    /// <summary>With few values, so that a search finds some and not all.</summary>
    public static readonly Gen<DeliveryLogEntry> Few = Lines(
        Gen.Int[0, 9].Select(Moment), Gen.Const(TimeSpan.FromSeconds(1)), Gen.Int[1, 2].Nullable(), Gen.OneOf("", "a"), Gen.OneOf<string?>("a", "b", null));

    public static DateTimeOffset Moment(int second) => new(2026, 11, 23, 12, 0, second, TimeSpan.Zero);

    private static Gen<DeliveryLogEntry> Lines(
        Gen<DateTimeOffset> times, Gen<TimeSpan> durations, Gen<int?> attempts, Gen<string> texts, Gen<string?> optional)
        => Gen.Select(
            Gen.Select(times, durations, attempts, Gen.OneOf(DeliveryLogKind.Delivery, DeliveryLogKind.Handling)),
            Gen.Select(texts, texts),
            Gen.Select(optional, optional, optional, optional),
            Gen.Select(optional, optional)).Select((facts, required, ids, rest) => new DeliveryLogEntry
            {
                At = facts.Item1,
                Duration = facts.Item2,
                Attempt = facts.Item3,
                Kind = facts.Item4,
                Receiver = required.Item1,
                Outcome = required.Item2,
                Tenant = ids.Item1,
                EventId = ids.Item2,
                EventType = ids.Item3,
                ConversationId = ids.Item4,
                Handler = rest.Item1,
                Error = rest.Item2,
            });
}
