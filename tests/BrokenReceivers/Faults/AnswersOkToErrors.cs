using Microsoft.AspNetCore.Http;

namespace BrokenReceivers.Faults;

/// <summary>Says in the body that something is wrong, and 200 in the status.</summary>
public sealed class AnswersOkToErrors : SoundReceiver
{
    protected override Task RefuseAsync(HttpContext context, int status, string why) => context.Response.WriteAsync($"error: {why}");
}
