using EightBit.Webhooks.Receiver.Inbox;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Diagnostics;

/// <summary>Looks at the inbox now and then, for the gauges.</summary>
internal sealed class InboxSampler : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    /// <summary>Some inboxes count what they hold: with a million events, looking must not become their main work.</summary>
    private const int PausePerLook = 20;

    private readonly IWebhookInboxAdmin _admin;
    private readonly InboxSample _sample;
    private readonly TimeProvider _time;
    private readonly ILogger<InboxSampler> _logger;

    public InboxSampler(IWebhookInboxAdmin admin, InboxSample sample, TimeProvider time, ILogger<InboxSampler> logger)
    {
        _admin = admin;
        _sample = sample;
        _time = time;
        _logger = logger;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                var started = _time.GetTimestamp();
                await SampleAsync(stoppingToken);
                var pause = _time.GetElapsedTime(started) * PausePerLook;
                await Task.Delay(pause > Interval ? pause : Interval, _time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application stops.
        }
    }

    private async Task SampleAsync(CancellationToken stoppingToken)
    {
        try
        {
            _sample.Latest = await _admin.GetStatisticsAsync(stoppingToken);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            _sample.Latest = null;
            _logger.InboxNotSampled(exception, Interval);
        }
    }
}
