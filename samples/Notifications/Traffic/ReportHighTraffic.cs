using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;
using Microsoft.Extensions.Options;
using Notifications.Limiting;

namespace Notifications.Traffic;

internal sealed class ReportHighTraffic : IWebhookHandler<MessageReceived>
{
    private readonly TrafficWatch _watch;
    private readonly NotificationGate _gate;
    private readonly TrafficOptions _options;

    public ReportHighTraffic(TrafficWatch watch, NotificationGate gate, IOptions<TrafficOptions> options)
    {
        _watch = watch;
        _gate = gate;
        _options = options.Value;
    }

    public Task HandleAsync(WebhookEvent<MessageReceived> webhookEvent, CancellationToken cancellationToken)
        => _watch.BecomesHighWith(webhookEvent.Id, webhookEvent.Delivery.ReceivedAt)
            ? _gate.NotifyAsync(
                "High traffic",
                $"High traffic: {_options.MessagesPerMinute} messages within a minute. Nothing more about it for {_options.QuietFor.TotalMinutes:0} min.",
                cancellationToken)
            : Task.CompletedTask;
}
