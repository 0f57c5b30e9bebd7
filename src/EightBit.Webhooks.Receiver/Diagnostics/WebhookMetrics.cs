using System.Diagnostics;
using System.Diagnostics.Metrics;
using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Diagnostics;

/// <summary>Counts and times. No tag has a value that a request could choose: each comes from a closed set, or from the application's code.</summary>
internal sealed class WebhookMetrics
{
    private const int MostSecretsTold = 10;

    /// <summary>Around the 5 seconds after which the platform gives up, and the milliseconds that an answer should take.</summary>
    private static readonly double[] AnswerSeconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 4, 5, 10];

    /// <summary>Up to the default of <c>MaxBodyBytes</c>.</summary>
    private static readonly long[] BodyBytes = [256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576];

    private static readonly double[] WorkSeconds = [0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 1800, 3600];

    private readonly ReceiverRegistry _receivers;
    private readonly Counter<long> _deliveries;
    private readonly Histogram<double> _acknowledgement;
    private readonly Histogram<long> _bodySize;
    private readonly Counter<long> _signatures;
    private readonly Counter<long> _attempts;
    private readonly Histogram<double> _handling;
    private readonly Histogram<double> _queueing;

    public WebhookMetrics(IMeterFactory meters, ReceiverRegistry receivers, InboxSample sample)
    {
        _receivers = receivers;
        var meter = meters.Create(WebhookTelemetry.MeterName);
        _deliveries = meter.CreateCounter<long>(
            "eightbit.webhooks.deliveries", "{delivery}", "Deliveries, by receiver and by what was answered.");
        _acknowledgement = meter.CreateHistogram(
            "eightbit.webhooks.acknowledgement.duration",
            "s",
            "How long the answer took. The platform waits 5 seconds.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = AnswerSeconds });
        _bodySize = meter.CreateHistogram(
            "eightbit.webhooks.body.size",
            "By",
            "The bodies of verified deliveries.",
            advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = BodyBytes });
        _signatures = meter.CreateCounter<long>(
            "eightbit.webhooks.signatures",
            "{signature}",
            "Valid signatures, by the index of the secret that made them: while the old one still counts, a rotation is not finished.");
        _attempts = meter.CreateCounter<long>("eightbit.webhooks.attempts", "{attempt}", "Attempts to process an event, by how they ended.");
        _handling = meter.CreateHistogram(
            "eightbit.webhooks.handler.duration",
            "s",
            "How long each run of a handler took, by how it ended.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = WorkSeconds });
        _queueing = meter.CreateHistogram(
            "eightbit.webhooks.queue.duration",
            "s",
            "How long an event waited from its arrival to its first attempt.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = WorkSeconds });
        ObserveInbox(meter, sample);
    }

    /// <summary>
    /// A counter that a monitoring system sees for the first time at 1 has not grown, for all it can tell: without a zero before it, the
    /// first dead letter after a start would alarm nobody.
    /// </summary>
    public void BeginCounting()
    {
        foreach (var receiver in _receivers.All)
        {
            foreach (var reason in Enum.GetValues<DeadLetterReason>())
            {
                CountDead(receiver.Name, reason, 0);
            }
        }
    }

    public void DeliveryAnswered(string receiver, string outcome, TimeSpan duration)
    {
        if (!_deliveries.Enabled && !_acknowledgement.Enabled)
        {
            return;
        }

        var tags = new TagList { { TagNames.Receiver, NameOf(receiver) }, { TagNames.Outcome, outcome } };
        _deliveries.Add(1, tags);
        _acknowledgement.Record(duration.TotalSeconds, tags);
    }

    public void DeliveryVerified(string receiver, int secretIndex, int bodyBytes)
    {
        if (!_signatures.Enabled && !_bodySize.Enabled)
        {
            return;
        }

        var name = NameOf(receiver);
        _signatures.Add(1, new TagList { { TagNames.Receiver, name }, { TagNames.SecretIndex, Math.Min(secretIndex, MostSecretsTold) } });
        _bodySize.Record(bodyBytes, new KeyValuePair<string, object?>(TagNames.Receiver, name));
    }

    public void AttemptBegun(InboxLease lease, TimeProvider time)
    {
        if (lease.Attempt == 1 && _queueing.Enabled)
        {
            var waited = Math.Max(0, (time.GetUtcNow() - lease.Delivery.ReceivedAt).TotalSeconds);
            _queueing.Record(waited, new KeyValuePair<string, object?>(TagNames.Receiver, NameOf(lease.Delivery.Receiver)));
        }
    }

    public void AttemptEnded(InboxLease lease, Settlement settlement)
    {
        if (!_attempts.Enabled)
        {
            return;
        }

        if (settlement is Settlement.Dead dead)
        {
            CountDead(lease.Delivery.Receiver, dead.Reason, 1);
        }
        else
        {
            CountAttempt(lease, OutcomeNames.Of(settlement));
        }
    }

    public void AttemptLost(InboxLease lease) => CountAttempt(lease, OutcomeNames.Lost);

    public void HandlerEnded(InboxLease lease, string handler, string outcome, TimeSpan duration)
    {
        if (_handling.Enabled)
        {
            _handling.Record(duration.TotalSeconds, new TagList
            {
                { TagNames.Receiver, NameOf(lease.Delivery.Receiver) }, { TagNames.Handler, handler }, { TagNames.Outcome, outcome },
            });
        }
    }

    private void CountAttempt(InboxLease lease, string outcome)
        => _attempts.Add(1, new TagList { { TagNames.Receiver, NameOf(lease.Delivery.Receiver) }, { TagNames.Outcome, outcome } });

    private void CountDead(string receiver, DeadLetterReason reason, long count) => _attempts.Add(count, new TagList
    {
        { TagNames.Receiver, NameOf(receiver) }, { TagNames.Outcome, OutcomeNames.Dead }, { TagNames.Reason, OutcomeNames.Of(reason) },
    });

    private static void ObserveInbox(Meter meter, InboxSample sample)
    {
        meter.CreateObservableGauge("eightbit.webhooks.inbox.events", () => Events(sample), "{event}", "Events in the inbox, by state.");
        meter.CreateObservableGauge(
            "eightbit.webhooks.inbox.size", () => Of<long>(sample, statistics => statistics.PendingBytes), "By", "The bodies of pending events.");
        meter.CreateObservableGauge(
            "eightbit.webhooks.inbox.capacity", () => Of(sample, statistics => statistics.Capacity), "{event}", "How many events may be pending.");
        meter.CreateObservableGauge(
            "eightbit.webhooks.inbox.oldest_age",
            () => Of<double>(sample, statistics => statistics.OldestAge?.TotalSeconds ?? 0),
            "s",
            "How long the oldest pending event has been waiting.");

        // A collector may go on showing the last value of a gauge that has become silent, so that silence must not be the only sign.
        meter.CreateObservableGauge(
            "eightbit.webhooks.inbox.reachable",
            () => sample.IsReachable is { } reachable ? [new Measurement<int>(reachable ? 1 : 0)] : Array.Empty<Measurement<int>>(),
            description: "1 while the inbox answers, 0 while it cannot be reached and the other gauges say nothing new.");
    }

    private static IEnumerable<Measurement<long>> Events(InboxSample sample) => sample.Latest is not { } statistics
        ? []
        :
        [
            new(statistics.Pending - statistics.Claimed - statistics.AwaitingRetry, new KeyValuePair<string, object?>(TagNames.State, "waiting")),
            new(statistics.Claimed, new KeyValuePair<string, object?>(TagNames.State, "claimed")),
            new(statistics.AwaitingRetry, new KeyValuePair<string, object?>(TagNames.State, "awaiting_retry")),
            new(statistics.DeadLetters, new KeyValuePair<string, object?>(TagNames.State, "dead")),
        ];

    private static IEnumerable<Measurement<T>> Of<T>(InboxSample sample, Func<InboxStatistics, T?> value)
        where T : struct
        => sample.Latest is { } statistics && value(statistics) is { } measured ? [new Measurement<T>(measured)] : [];

    // An event may name a receiver that the application no longer has.
    private string NameOf(string receiver) => _receivers.Find(receiver) is null ? "(unknown)" : ReceiverRegistration.NameForLogs(receiver);
}
