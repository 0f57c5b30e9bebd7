using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Testing.Compliance;

/// <summary>One process's view of an inbox.</summary>
/// <param name="Inbox">What the receiver and the processor use.</param>
/// <param name="Admin">What an operator uses.</param>
public sealed record InboxNode(IWebhookInbox Inbox, IWebhookInboxAdmin Admin);
