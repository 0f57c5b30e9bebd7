using Microsoft.AspNetCore.Http;

namespace BrokenReceivers.Faults;

/// <summary>Does the work, and then looks whether it should have.</summary>
public sealed class ProcessesBeforeVerifying : SoundReceiver
{
    public override async Task ReceiveAsync(HttpContext context)
    {
        context.Request.EnableBuffering();
        var body = await ReadAsync(context.Request);
        context.Request.Body.Position = 0;
        if (Refusal(context.Request, body) is not null && Event(body) is { } webhookEvent)
        {
            await ProcessAsync(webhookEvent);
        }

        await base.ReceiveAsync(context);
    }
}
