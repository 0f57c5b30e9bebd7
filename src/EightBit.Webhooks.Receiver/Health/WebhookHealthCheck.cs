using EightBit.Webhooks.Receiver.Inbox;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Health;

/// <summary>Ready, degraded (somebody should look), or unhealthy (deliveries are answered 503 because the inbox cannot be reached).</summary>
internal sealed class WebhookHealthCheck : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly IWebhookInboxAdmin _inbox;
    private readonly DeadLetterTrend _trend;
    private readonly WebhookHealthOptions _options;
    private readonly TimeProvider _time;

    public WebhookHealthCheck(IWebhookInboxAdmin inbox, DeadLetterTrend trend, IOptions<WebhookHealthOptions> options, TimeProvider time)
    {
        _inbox = inbox;
        _trend = trend;
        _options = options.Value;
        _time = time;
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        InboxStatistics statistics;
        Task<InboxStatistics>? asking = null;
        try
        {
            asking = _inbox.GetStatisticsAsync(cancellationToken).AsTask();
            statistics = await asking.WaitAsync(Patience, _time, cancellationToken);
        }
        catch (TimeoutException exception) when (asking is { IsCompleted: false })
        {
            return Unreachable(context, $"it did not answer within {InWords(Patience)}", exception);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return Unreachable(context, exception.Message, exception);
        }

        if (statistics.Refusal is { } refusal)
        {
            return new(context.Registration.FailureStatus, $"The inbox takes no deliveries, so they are answered 503: {refusal}", data: DataOf(statistics));
        }

        var concerns = Concerns(statistics).ToList();
        return concerns.Count == 0
            ? HealthCheckResult.Healthy($"{statistics.Pending} events pending, {statistics.DeadLetters} dead letters.", DataOf(statistics))
            : HealthCheckResult.Degraded(string.Join(" ", concerns), data: DataOf(statistics));
    }

    // Not necessarily "unhealthy": the application decides when it registers the check.
    private static HealthCheckResult Unreachable(HealthCheckContext context, string why, Exception exception)
        => new(context.Registration.FailureStatus, $"The inbox cannot be reached, so deliveries are answered 503: {why}", exception);

    private IEnumerable<string> Concerns(InboxStatistics statistics)
    {
        if (statistics.Pending >= statistics.Capacity)
        {
            yield return $"The inbox is full ({statistics.Pending} events): deliveries are answered 503 until some are processed.";
        }
        else if (statistics.Pending >= statistics.Capacity * _options.FillThreshold)
        {
            yield return $"The inbox is filling: {statistics.Pending} of {statistics.Capacity} events. When it is full, deliveries are answered 503.";
        }

        if (statistics.OldestAge is { } age && age > _options.OldestAgeThreshold)
        {
            yield return $"The oldest pending event has been waiting for {InWords(age)}: handlers fail, hang, or cannot keep up.";
        }

        if (_trend.HasGrown(statistics.DeadLetters, _time, _options.DeadLetterWindow))
        {
            yield return $"Events have become dead letters in the last {InWords(_options.DeadLetterWindow)}; there are {statistics.DeadLetters}. "
                + "Look at their errors, then replay or purge them.";
        }
    }

    /// <summary>To the minute from two minutes on: nobody wants the ticks.</summary>
    private static string InWords(TimeSpan time) => time switch
    {
        { TotalDays: >= 2 } => $"{time.TotalDays:0} days",
        { TotalHours: >= 2 } => $"{time.TotalHours:0} hours",
        { TotalMinutes: >= 2 } => $"{time.TotalMinutes:0} minutes",
        _ => $"{time.TotalSeconds:0} seconds",
    };

    private static Dictionary<string, object> DataOf(InboxStatistics statistics) => new()
    {
        ["pending"] = statistics.Pending,
        ["claimed"] = statistics.Claimed,
        ["awaitingRetry"] = statistics.AwaitingRetry,
        ["deadLetters"] = statistics.DeadLetters,
        ["pendingBytes"] = statistics.PendingBytes,
        ["capacity"] = statistics.Capacity ?? -1,
        ["oldestAgeSeconds"] = statistics.OldestAge?.TotalSeconds ?? 0,
    };
}
