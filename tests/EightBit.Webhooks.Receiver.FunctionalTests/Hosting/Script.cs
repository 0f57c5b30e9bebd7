using EightBit.Webhooks.Receiver.Events;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Hosting;

/// <summary>What a <see cref="ScriptedHandler"/> does.</summary>
internal sealed record Script(Func<WebhookEvent, CancellationToken, Task> Run)
{
    public static Script Fail(Func<WebhookEvent, Exception?> failure)
        => new((webhookEvent, _) => failure(webhookEvent) is { } exception ? Task.FromException(exception) : Task.CompletedTask);
}
