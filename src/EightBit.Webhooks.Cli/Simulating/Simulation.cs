using System.Threading.Channels;
using EightBit.Webhooks.Cli.Simulating.Measuring;
using EightBit.Webhooks.Cli.Simulating.Planning;
using EightBit.Webhooks.Cli.Simulating.Retrying;

namespace EightBit.Webhooks.Cli.Simulating;

/// <summary>The platform, for as long as the run takes: hands deliveries to senders until each event is delivered or has failed for good.</summary>
internal sealed class Simulation
{
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly SimulationSettings _settings;
    private readonly TimeProvider _time;
    private readonly DeliveryPlan _plan;
    private readonly RetryQueue _retries;
    private readonly Attempts _attempts;
    private readonly Channel<PlannedDelivery> _ready;
    private readonly Wake _wake = new();
    private Pace? _pace;
    private long _startedAt;
    private long _open;

    public Simulation(SimulationSettings settings, HttpMessageInvoker client, TimeProvider time)
    {
        _settings = settings;
        _time = time;
        _plan = new DeliveryPlan(settings, time);
        _retries = new RetryQueue(time);
        Tally = new Tally(time);
        _attempts = new Attempts(settings, client, time, Tally, _retries);
        _ready = Channel.CreateBounded<PlannedDelivery>(new BoundedChannelOptions(settings.Concurrency) { SingleWriter = true });
    }

    public Tally Tally { get; }

    /// <summary>Failed deliveries that will be sent again.</summary>
    public int Waiting => _retries.Count;

    /// <summary>When the first of them will be.</summary>
    public TimeSpan? UntilNextRetry => _retries.UntilNext();

    /// <summary>Returns when all is decided, or soon after the token has asked to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        _startedAt = _time.GetTimestamp();
        _pace = new Pace(_settings.Rate, _time);
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var abort = new CancellationTokenSource();
        var senders = Enumerable.Range(0, _settings.Concurrency).Select(_ => Task.Run(() => SendAsync(failed, abort.Token), CancellationToken.None)).ToArray();
        try
        {
            await DispatchAsync(failed.Token);
        }
        catch (OperationCanceledException) when (failed.IsCancellationRequested)
        {
            // What is on the way may still arrive, but is not waited for as long as the platform would.
            abort.CancelAfter(TimeToEnd);
        }
        finally
        {
            Tally.EndSending();
            _ready.Writer.TryComplete();
        }

        await Task.WhenAll(senders);
    }

    private async Task DispatchAsync(CancellationToken stop)
    {
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            var wake = _wake.Next();
            if (NextDelivery() is { } delivery)
            {
                await _ready.Writer.WriteAsync(delivery, stop);
            }
            else if (IsOver && Interlocked.Read(ref _open) == 0)
            {
                return;
            }
            else
            {
                await WaitAsync(wake, stop);
            }
        }
    }

    private bool IsFull => Waiting >= _settings.MostWaiting;

    private bool IsOver => _plan.HasAllEvents || _time.GetElapsedTime(_startedAt) >= _settings.Duration;

    private PlannedDelivery? NextDelivery()
    {
        if (_retries.TakeDue() is { } again)
        {
            return again;
        }

        var isOver = IsOver;
        if (isOver)
        {
            Tally.EndSending();
        }
        else if (IsFull || _pace!.UntilNext() > TimeSpan.Zero)
        {
            return null;
        }

        if (_plan.Next(mayMakeEvents: !isOver) is not { } planned)
        {
            return null;
        }

        if (!planned.IsDuplicate)
        {
            _pace!.Advance();
        }

        Interlocked.Increment(ref _open);
        return planned;
    }

    private async Task WaitAsync(Task wake, CancellationToken stop)
    {
        TimeSpan?[] reasons =
        [
            _retries.UntilNext(),
            IsOver || IsFull ? null : _pace!.UntilNext(),
            IsOver ? null : _settings.Duration - _time.GetElapsedTime(_startedAt),
            LongestWait,
        ];
        var soonest = reasons.Min()!.Value;

        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny(wake, Task.Delay(soonest > TimeSpan.Zero ? soonest : TimeSpan.Zero, _time, over.Token));
        await over.CancelAsync();
    }

    private async Task SendAsync(CancellationTokenSource stop, CancellationToken abort)
    {
        try
        {
            await foreach (var delivery in _ready.Reader.ReadAllAsync(CancellationToken.None))
            {
                if (!stop.IsCancellationRequested)
                {
                    Close(await _attempts.MakeAsync(delivery, abort));
                }
            }
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            // Undecided, and counted as such.
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
    }

    private void Close(bool isDecided)
    {
        if (!isDecided || Interlocked.Decrement(ref _open) == 0)
        {
            _wake.Signal();
        }
    }
}
