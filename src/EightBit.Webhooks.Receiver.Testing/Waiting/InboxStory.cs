using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Testing.Waiting;

/// <summary>Tells what is in the inbox, for the person in front of a test that has failed.</summary>
internal static class InboxStory
{
    private const int MostNamed = 10;

    public static async Task<string> TellAsync(IWebhookInboxAdmin inbox, SettlementWatch watch, CancellationToken cancellationToken)
    {
        var now = await inbox.GetStatisticsAsync(cancellationToken);
        var awaitingRetry = watch.AwaitingRetry();
        return $"The inbox has {now.Pending} pending events ({now.Claimed} running, {now.AwaitingRetry} awaiting a retry) and "
            + $"{now.DeadLetters} dead letters."
            + (awaitingRetry.Count == 0 ? "" : $" Awaiting a retry: {string.Join(", ", awaitingRetry.Take(MostNamed))}.");
    }
}
