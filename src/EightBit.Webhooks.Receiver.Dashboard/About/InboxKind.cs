namespace EightBit.Webhooks.Receiver.Dashboard.About;

/// <summary>Which inbox the application has.</summary>
internal sealed record InboxKind(string Type, bool Durable);
