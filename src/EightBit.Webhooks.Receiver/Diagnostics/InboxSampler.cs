using EightBit.Webhooks.Receiver.Inbox;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Diagnostics;

/// <summary>Looks at the inbox now and then, for the gauges.</summary>
internal sealed class InboxSampler : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

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
        using var timer = new PeriodicTimer(Interval, _time);
        try
        {
            do
            {
                await SampleAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
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
