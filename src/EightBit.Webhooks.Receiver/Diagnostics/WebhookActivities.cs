using System.Diagnostics;
using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Envelopes;
using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Diagnostics;

/// <summary>
/// The spans: the platform's request, which ends with the acknowledgement; and each attempt to process the event, minutes later perhaps
/// and on another machine, in a trace of its own that links back to it.
/// </summary>
internal static class WebhookActivities
{
    private const string System = "eightbit_webhooks";

    private static readonly ActivitySource Source = new(WebhookTelemetry.ActivitySourceName);

    public static Activity? StartReceiving(string receiver)
    {
        var name = ReceiverRegistration.NameForLogs(receiver);
        var activity = Source.StartActivity($"receive {name}", ActivityKind.Producer);
        return activity?.SetTag(TagNames.MessagingSystem, System)
            .SetTag(TagNames.OperationName, "receive")
            .SetTag(TagNames.OperationType, "send")
            .SetTag(TagNames.Destination, name);
    }

    /// <summary>Says what was answered, and of a verified delivery which event it was.</summary>
    public static void ConcludeReceiving(this Activity? activity, EventEnvelope? verified, string outcome, bool succeeded)
    {
        if (verified is { } envelope)
        {
            activity?.SetTag(TagNames.MessageId, envelope.Id).SetTag(TagNames.EventType, envelope.Type);
        }

        activity.Conclude(outcome, succeeded);
    }

    public static Activity? StartProcessing(InboxLease lease)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var delivery = lease.Delivery;
        var name = ReceiverRegistration.NameForLogs(delivery.Receiver);
        Activity.Current = null; // whatever was current when the processor was started
        var activity = Source.StartActivity(
            $"process {name}", ActivityKind.Consumer, parentContext: default, links: LinkTo(delivery));
        return activity?.SetTag(TagNames.MessagingSystem, System)
            .SetTag(TagNames.OperationName, "process")
            .SetTag(TagNames.OperationType, "process")
            .SetTag(TagNames.Destination, name)
            .SetTag(TagNames.MessageId, delivery.EventId)
            .SetTag(TagNames.ConversationId, delivery.OrderingKey)
            .SetTag(TagNames.MessageBodySize, delivery.Body.Length)
            .SetTag(TagNames.EventType, delivery.EventType)
            .SetTag(TagNames.Attempt, lease.Attempt);
    }

    public static Activity? StartHandling(string handler)
        => Source.StartActivity($"handle {handler}")?.SetTag(TagNames.Handler, handler);

    /// <summary>Says how it ended; anything but a success is an error of the span.</summary>
    public static void Conclude(this Activity? activity, string outcome, bool succeeded)
    {
        if (activity is null)
        {
            return;
        }

        activity.SetTag(TagNames.Outcome, outcome);
        if (!succeeded)
        {
            activity.SetTag(TagNames.ErrorType, outcome).SetStatus(ActivityStatusCode.Error, outcome);
        }
    }

    private static ActivityLink[] LinkTo(InboxDelivery delivery)
        => ActivityContext.TryParse(delivery.TraceParent, delivery.TraceState, isRemote: true, out var request) ? [new ActivityLink(request)] : [];
}
