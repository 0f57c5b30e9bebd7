namespace EightBit.Webhooks.Receiver.Dashboard.Charts;

/// <summary>What the core's gauges have told in one look; nulls while the inbox cannot be reached.</summary>
internal sealed class InboxGauges
{
    public long? Pending { get; set; }

    public long? DeadLetters { get; set; }

    public double? QueueAgeMs { get; set; }
}
