using Microsoft.AspNetCore.Http;

namespace BrokenReceivers.Faults;

/// <summary>Says ok to a browser.</summary>
public sealed class AnswersGet : SoundReceiver
{
    public override bool TakesGet => true;

    public override Task ReceiveAsync(HttpContext context)
        => context.Request.Method == "GET" ? context.Response.WriteAsync("The webhook is up.") : base.ReceiveAsync(context);
}
