using EightBit.Webhooks.Cli.Sending;
using EightBit.Webhooks.Cli.Simulating.Planning;

namespace EightBit.Webhooks.Cli.Simulating.Measuring;

/// <summary>Counts, while the run goes on. What it needs does not grow with the run.</summary>
internal sealed class Tally
{
    private const int MostAnswerKinds = 50;
    private const int MostFailures = 20;

    private static readonly AnswerKind OtherAnswers = new(0, "other");

    private readonly TimeProvider _time;
    private readonly long _startedAt;
    private readonly Lock _lock = new();
    private readonly LatencyHistogram _acknowledgements = new();
    private readonly RateSeries _series = new();
    private readonly Dictionary<AnswerKind, long> _answers = [];
    private readonly List<FailedEvent> _failures = [];
    private readonly long[] _failedAttempts = new long[Enum.GetValues<AttemptResult>().Length];

    private TimeSpan? _sending;
    private long _sent;
    private long _deliveredAtOnce;
    private long _deliveredAfterRetries;
    private long _failedForGood;
    private long _attempts;
    private long _retries;
    private long _duplicatesSent;
    private long _duplicatesAtOnce;
    private long _duplicatesAcknowledged;
    private long _duplicatesFailed;

    public Tally(TimeProvider time)
    {
        _time = time;
        _startedAt = time.GetTimestamp();
    }

    /// <summary>No more new events.</summary>
    public void EndSending() => _sending ??= _time.GetElapsedTime(_startedAt);

    /// <summary>An attempt begins.</summary>
    public void Begin(PlannedDelivery delivery)
    {
        lock (_lock)
        {
            if (delivery.IsDuplicate)
            {
                _duplicatesSent++;
                _duplicatesAtOnce += delivery.IsTwice ? 1 : 0;
            }
            else if (delivery.FailedAttempts == 0)
            {
                _sent++;
            }
            else
            {
                _retries++;
            }
        }
    }

    /// <summary>An attempt has ended.</summary>
    public void End(PlannedDelivery delivery, DeliveryAnswer answer)
    {
        var kind = new AnswerKind(answer.Status, answer.Code);
        var isAcknowledged = answer.Result == AttemptResult.Acknowledged;
        lock (_lock)
        {
            _attempts++;
            _series.Record(_time.GetElapsedTime(_startedAt), isAcknowledged);
            CountAnswer(kind);
            if (isAcknowledged)
            {
                _acknowledgements.Record(answer.Elapsed);
            }

            if (delivery.IsDuplicate)
            {
                _duplicatesAcknowledged += isAcknowledged ? 1 : 0;
                _duplicatesFailed += isAcknowledged ? 0 : 1;
            }
            else if (!isAcknowledged)
            {
                _failedAttempts[(int)answer.Result]++;
            }
            else if (delivery.FailedAttempts == 0)
            {
                _deliveredAtOnce++;
            }
            else
            {
                _deliveredAfterRetries++;
            }
        }
    }

    /// <summary>There is no further attempt.</summary>
    public void GiveUp(PlannedDelivery delivery, DeliveryAnswer answer)
    {
        lock (_lock)
        {
            _failedForGood++;
            if (_failures.Count < MostFailures)
            {
                _failures.Add(new FailedEvent(delivery.Event.Id, delivery.Event.Type, answer.Result, answer.Status, answer.Code));
            }
        }
    }

    public TallySnapshot Snapshot()
    {
        lock (_lock)
        {
            var elapsed = _time.GetElapsedTime(_startedAt);
            return new TallySnapshot
            {
                Elapsed = elapsed,
                Sending = _sending ?? elapsed,
                Sent = _sent,
                DeliveredAtOnce = _deliveredAtOnce,
                DeliveredAfterRetries = _deliveredAfterRetries,
                FailedForGood = _failedForGood,
                Attempts = _attempts,
                Retries = _retries,
                FailedByStatus = _failedAttempts[(int)AttemptResult.Status],
                FailedByTimeout = _failedAttempts[(int)AttemptResult.Timeout],
                FailedByConnection = _failedAttempts[(int)AttemptResult.Connection],
                DuplicatesSent = _duplicatesSent,
                DuplicatesAtOnce = _duplicatesAtOnce,
                DuplicatesAcknowledged = _duplicatesAcknowledged,
                DuplicatesFailed = _duplicatesFailed,
                Acknowledgements = _acknowledgements.Copy(),
                Slots = _series.Slots(),
                Answers = new Dictionary<AnswerKind, long>(_answers),
                Failures = [.. _failures],
            };
        }
    }

    // A receiver that makes up a code for every answer must not make this grow.
    private void CountAnswer(AnswerKind kind)
    {
        if (kind.Status == 0)
        {
            return;
        }

        var counted = _answers.ContainsKey(kind) || _answers.Count < MostAnswerKinds ? kind : OtherAnswers;
        _answers[counted] = _answers.GetValueOrDefault(counted) + 1;
    }
}
