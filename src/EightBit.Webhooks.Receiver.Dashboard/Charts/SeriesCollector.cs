using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Dashboard.Charts;

/// <summary>Makes points of what this process measures: one for every 10 seconds of the last hour, one for every minute of the last day.</summary>
internal sealed class SeriesCollector : BackgroundService
{
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan LongStep = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan Fine = TimeSpan.FromHours(1);
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private readonly WebhookMeters _meters;
    private readonly TimeProvider _time;
    private readonly ILogger<SeriesCollector> _logger;
    private readonly PointRing _steps = new((int)(Fine / Step));
    private readonly PointRing _longSteps = new((int)(Kept / LongStep));
    private Measured _longStep = Measured.Nothing();
    private int _stepsInLongStep;

    public SeriesCollector(WebhookMeters meters, TimeProvider time, ILogger<SeriesCollector> logger)
    {
        _meters = meters;
        _time = time;
        _logger = logger;
        Since = time.GetUtcNow();
    }

    public DateTimeOffset Since { get; private set; }

    public SeriesAnswer Latest(TimeSpan span)
    {
        var (ring, step) = span <= Fine ? (_steps, Step) : (_longSteps, LongStep);
        return new SeriesAnswer(Since, (int)step.TotalSeconds, ring.After(_time.GetUtcNow() - span));
    }

    /// <summary>Listens before the application takes its first request.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        Since = _time.GetUtcNow();
        _meters.Listen();
        return base.StartAsync(cancellationToken);
    }

    /// <summary>Ends a step. Not to be called by two at a time.</summary>
    internal void EndStep()
    {
        var now = _time.GetUtcNow();
        var measured = _meters.Take();
        _longStep.Add(measured);
        _steps.Add(measured.ToPoint(now));
        if (++_stepsInLongStep * Step >= LongStep)
        {
            _longSteps.Add(_longStep.ToPoint(now));
            _longStep = Measured.Nothing();
            _stepsInLongStep = 0;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Step, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                TryEndStep();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application stops.
        }
    }

    private void TryEndStep()
    {
        try
        {
            EndStep();
        }
        catch (Exception exception)
        {
            _logger.PointMissed(exception); // a gauge of the application's own on the same meter may throw
        }
    }
}
