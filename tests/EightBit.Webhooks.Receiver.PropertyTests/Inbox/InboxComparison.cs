using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.PropertyTests.Inbox;

/// <summary>Whether what the inbox gives out is what the model knows.</summary>
internal static class InboxComparison
{
    private const int HistoryThatIsKept = 20;

    public static void Expect(InboxLease lease, ModelEvent held)
    {
        (lease.EntryId, lease.Attempt).Should().Be((held.EntryId, held.Attempts));
        Expect(lease.Delivery, held.Delivery);
        Expect(lease.Progress, held.Progress);
    }

    public static void Expect(InboxEvent found, ModelEvent held)
    {
        (found.EntryId, found.State, found.Attempts).Should().Be((held.EntryId, held.State, held.Attempts));
        found.NextAttemptAt.Should().Be(held.State == InboxEventState.AwaitingRetry ? held.Due : null);
        found.DeadReason.Should().Be(held.Death?.Reason);
        Expect(found.Delivery, held.Delivery);
        Expect(found.Progress, held.Progress);
        found.History.TakeLast(HistoryThatIsKept).Should().Equal(held.History.TakeLast(HistoryThatIsKept));
    }

    public static void Expect(DeadLetter letter, ModelEvent held)
    {
        (letter.EntryId, letter.Reason, letter.Error, letter.DiedAt, letter.Attempts)
            .Should().Be((held.EntryId, held.Death!.Reason, held.Death.Error, held.DiedAt, held.Attempts));
        Expect(letter.Delivery, held.Delivery);
        Expect(letter.Progress, held.Progress);
        letter.History.TakeLast(HistoryThatIsKept).Should().Equal(held.History.TakeLast(HistoryThatIsKept));
    }

    private static void Expect(InboxDelivery delivery, InboxDelivery expected)
    {
        (delivery with { Body = default }).Should().Be(expected with { Body = default });
        delivery.Body.ToArray().Should().Equal(expected.Body.ToArray());
    }

    private static void Expect(HandlerProgress progress, HandlerProgress expected)
    {
        progress.Completed.Should().Equal(expected.Completed);
        progress.Rejected.Should().Equal(expected.Rejected);
    }
}
