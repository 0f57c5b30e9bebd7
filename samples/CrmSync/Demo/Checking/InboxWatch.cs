using EightBit.Webhooks.Receiver.Inbox;

namespace CrmSync.Demo.Checking;

/// <summary>Waits until every acknowledged event is processed.</summary>
internal sealed class InboxWatch
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    private readonly IWebhookInboxAdmin _inbox;
    private readonly TimeProvider _time;

    public InboxWatch(IWebhookInboxAdmin inbox, TimeProvider time)
    {
        _inbox = inbox;
        _time = time;
    }

    /// <returns>What is wrong, if anything is: events that are still pending at the deadline, or that ended as dead letters.</returns>
    public async Task<IReadOnlyList<string>> WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        var startedAt = _time.GetTimestamp();
        var statistics = await _inbox.GetStatisticsAsync(cancellationToken);
        while (statistics.Pending > 0 && _time.GetElapsedTime(startedAt) < atMost)
        {
            await Task.Delay(LookEvery, _time, cancellationToken);
            statistics = await _inbox.GetStatisticsAsync(cancellationToken);
        }

        var findings = new List<string>();
        if (statistics.Pending > 0)
        {
            findings.Add($"{statistics.Pending} acknowledged events were still not processed after {atMost.TotalSeconds:0} s.");
        }

        if (statistics.DeadLetters > 0)
        {
            findings.Add($"{statistics.DeadLetters} events ended as dead letters.");
        }

        return findings;
    }
}
