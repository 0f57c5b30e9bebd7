using EightBit.Webhooks.Receiver.DeliveryLog;
using EightBit.Webhooks.Receiver.InMemory.Log;

namespace Fuzz.Targets.Shown;

/// <summary>A line of the delivery log in memory, whatever texts it is made of: read as it was written.</summary>
internal sealed class DeliveryLogTarget : IFuzzed
{
    public void Take(byte[] input)
    {
        var texts = Lines.Take(input, 7, out var rest);
        var line = new DeliveryLogEntry
        {
            Number = rest.Length,
            At = StoppedClock.Now.AddTicks(rest.Length),
            Kind = input.Length % 2 == 0 ? DeliveryLogKind.Delivery : DeliveryLogKind.Handling,
            Duration = TimeSpan.FromTicks(input.Length),
            Attempt = input.Length % 3 == 0 ? null : input.Length,
            Receiver = texts[0],
            Tenant = Null(texts[1]),
            EventId = Null(texts[2]),
            EventType = Null(texts[3]),
            ConversationId = Null(texts[4]),
            Outcome = texts[5],
            Handler = Null(texts[6]),
            Error = Null(Lines.Text(rest)),
        };

        var bytes = new byte[LogLine.SizeOf(line)];
        LogLine.Write(line.Number, line, bytes);
        Promise.That(LogLine.Read(bytes) == line, "a line of the log is read as it was written");
    }

    private static string? Null(string text) => text.Length == 0 ? null : text;
}
