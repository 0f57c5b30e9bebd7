using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Testing.Compliance.Inboxes.Accepting;

/// <summary>Compares what came out of an inbox with what was put in: times to the millisecond, everything else exactly.</summary>
internal static class DeliveryComparison
{
    public static IReadOnlyList<string> Differences(InboxDelivery actual, InboxDelivery expected)
    {
        var differences = new List<string>();
        Compare(nameof(InboxDelivery.Receiver), actual.Receiver, expected.Receiver);
        Compare(nameof(InboxDelivery.Tenant), actual.Tenant, expected.Tenant);
        Compare(nameof(InboxDelivery.EventId), actual.EventId, expected.EventId);
        Compare(nameof(InboxDelivery.EventType), actual.EventType, expected.EventType);
        Compare(nameof(InboxDelivery.OrderingKey), actual.OrderingKey, expected.OrderingKey);
        Compare(nameof(InboxDelivery.CreatedAt), Milliseconds(actual.CreatedAt), Milliseconds(expected.CreatedAt));
        Compare(nameof(InboxDelivery.SentAt), Milliseconds(actual.SentAt), Milliseconds(expected.SentAt));
        Compare(nameof(InboxDelivery.ReceivedAt), Milliseconds(actual.ReceivedAt), Milliseconds(expected.ReceivedAt));
        Compare(nameof(InboxDelivery.EventIdHeader), actual.EventIdHeader, expected.EventIdHeader);
        Compare(nameof(InboxDelivery.TraceParent), actual.TraceParent, expected.TraceParent);
        Compare(nameof(InboxDelivery.TraceState), actual.TraceState, expected.TraceState);
        Compare(nameof(InboxDelivery.RememberFor), actual.RememberFor, expected.RememberFor);
        if (!actual.Body.Span.SequenceEqual(expected.Body.Span))
        {
            var same = actual.Body.Span.CommonPrefixLength(expected.Body.Span);
            differences.Add(
                $"{nameof(InboxDelivery.Body)} ({actual.Body.Length} bytes of {expected.Body.Length}, the same up to byte {same})");
        }

        return differences;

        void Compare<T>(string field, T actualValue, T expectedValue)
        {
            if (!EqualityComparer<T>.Default.Equals(actualValue, expectedValue))
            {
                differences.Add($"{field} ({Describe(actualValue)} instead of {Describe(expectedValue)})");
            }
        }
    }

    private static long? Milliseconds(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();

    private static string Describe<T>(T value) => value is null ? "null" : $"'{value}'";
}
