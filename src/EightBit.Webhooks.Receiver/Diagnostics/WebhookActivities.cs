using System.Diagnostics;
using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Envelopes;
using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Diagnostics;

/// <summary>
/// The spans: taking a delivery into the inbox, which ends with the acknowledgement; and each attempt to process the event, minutes later
/// perhaps and on another machine, in a trace of its own that links back to it. Where an endpoint processes the event inline, that is one span.
/// </summary>
internal static class WebhookActivities
{
    private const string System = "eightbit_webhooks";
    private const string Process = "process";

    private static readonly ActivitySource Source = new(WebhookTelemetry.ActivitySourceName);

    /// <summary>The inbox is the queue, and this is the span whose context the event carries: a producer's, for the conventions.</summary>
    public static Activity? StartAccepting(string receiver) => Start("accept", "send", ActivityKind.Producer, receiver);

    /// <summary>Nothing is queued: the event is processed within the request.</summary>
    public static Activity? StartProcessingInline(string receiver) => Start(Process, Process, ActivityKind.Consumer, receiver);

    /// <summary>Says what was answered, and of a verified delivery which event it was.</summary>
    public static void ConcludeDelivery(this Activity? activity, EventEnvelope? verified, string outcome, bool succeeded)
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
        return Start(Process, Process, ActivityKind.Consumer, delivery.Receiver, LinkTo(delivery))
            ?.SetTag(TagNames.MessageId, delivery.EventId)
            .SetTag(TagNames.ConversationId, delivery.OrderingKey)
            .SetTag(TagNames.MessageBodySize, delivery.Body.Length)
            .SetTag(TagNames.EventType, delivery.EventType)
            .SetTag(TagNames.Attempt, lease.Attempt);
    }

    public static Activity? StartHandling(string handler)
        => !Source.HasListeners() ? null : Source.StartActivity($"handle {handler}")?.SetTag(TagNames.Handler, handler);

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

    /// <summary>Named as the conventions want it, "operation destination". What a sampler decides by is there from the start.</summary>
    private static Activity? Start(string operation, string type, ActivityKind kind, string receiver, ActivityLink[]? links = null)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var destination = ReceiverRegistration.NameForLogs(receiver);
        var tags = new TagList
        {
            { TagNames.MessagingSystem, System },
            { TagNames.OperationName, operation },
            { TagNames.OperationType, type },
            { TagNames.Destination, destination },
        };
        return Source.StartActivity($"{operation} {destination}", kind, parentContext: default, tags, links);
    }

    private static ActivityLink[] LinkTo(InboxDelivery delivery)
        => ActivityContext.TryParse(delivery.TraceParent, delivery.TraceState, isRemote: true, out var request) ? [new ActivityLink(request)] : [];
}
