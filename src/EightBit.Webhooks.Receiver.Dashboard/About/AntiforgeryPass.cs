namespace EightBit.Webhooks.Receiver.Dashboard.About;

/// <summary>What an action has to be sent with; nulls where the application's settings allow no token, and so no action.</summary>
internal sealed record AntiforgeryPass(string? Header, string? Token);
