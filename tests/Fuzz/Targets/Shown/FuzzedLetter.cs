using EightBit.Webhooks.Receiver.Inbox;

namespace Fuzz.Targets.Shown;

/// <summary>A dead letter of which everything that can be is hostile.</summary>
internal static class FuzzedLetter
{
    public static DeadLetter With(byte[] body)
    {
        var text = Lines.Text(body);
        return new DeadLetter
        {
            EntryId = 1,
            Delivery = new InboxDelivery
            {
                Receiver = text,
                Tenant = text,
                EventId = text,
                EventType = text,
                OrderingKey = text,
                EventIdHeader = text,
                TraceParent = text,
                TraceState = text,
                RememberFor = TimeSpan.FromDays(3),
                Body = body,
            },
            Reason = DeadLetterReason.UnreadablePayload,
            Error = text,
            DiedAt = StoppedClock.Now,
            Attempts = 1,
            Progress = new HandlerProgress(["Some.Handler"], []),
            History = [new FailedAttempt(1, StoppedClock.Now, text), new FailedAttempt(2, StoppedClock.Now, text + ".")],
        };
    }
}
