using EightBit.Webhooks.Receiver.Handlers;

namespace EightBit.Webhooks.Receiver.Dashboard.Tests.Hosting;

/// <summary>What the handler does with an event: ids that begin with <c>dead</c> are rejected, <c>retry</c> fails for now, all else succeeds.</summary>
internal sealed class Script
{
    public Func<string, Exception?> Failure { get; set; } = eventId => eventId switch
    {
        _ when eventId.StartsWith("dead", StringComparison.Ordinal) => new WebhookRejectedException("no such customer"),
        _ when eventId.StartsWith("retry", StringComparison.Ordinal) => new WebhookRetryException(TimeSpan.FromHours(1), "the CRM is down"),
        _ => null,
    };
}
