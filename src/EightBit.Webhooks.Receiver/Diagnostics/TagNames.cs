namespace EightBit.Webhooks.Receiver.Diagnostics;

/// <summary>
/// The tags of metrics and traces. Those of OpenTelemetry's semantic conventions for messaging where they fit, and ours where they do not.
/// </summary>
internal static class TagNames
{
    public const string Receiver = "eightbit.webhooks.receiver";
    public const string Outcome = "eightbit.webhooks.outcome";
    public const string SecretIndex = "eightbit.webhooks.secret.index";
    public const string Handler = "eightbit.webhooks.handler";
    public const string Reason = "eightbit.webhooks.dead_letter.reason";
    public const string State = "eightbit.webhooks.inbox.state";

    // On spans alone: their values come from deliveries, which are verified by then.
    public const string EventType = "eightbit.webhooks.event.type";
    public const string Attempt = "eightbit.webhooks.attempt";
    public const string MessagingSystem = "messaging.system";
    public const string OperationName = "messaging.operation.name";
    public const string OperationType = "messaging.operation.type";
    public const string Destination = "messaging.destination.name";
    public const string MessageId = "messaging.message.id";
    public const string MessageBodySize = "messaging.message.body.size";
    public const string ConversationId = "messaging.message.conversation_id";
    public const string ErrorType = "error.type";
}
