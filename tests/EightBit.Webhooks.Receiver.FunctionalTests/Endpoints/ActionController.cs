using EightBit.Webhooks.Receiver.Endpoints;
using EightBit.Webhooks.Receiver.Events;
using Microsoft.AspNetCore.Mvc;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Endpoints;

/// <summary>Marked actions.</summary>
[ApiController]
[Route("mvc")]
public sealed class ActionController(EndpointCalls calls) : ControllerBase
{
    [HttpPost("action")]
    [EightBitWebhook]
    public void Action(Posted posted) => calls.Add(posted);

    [HttpPost("typed")]
    [EightBitWebhook]
    public void Typed(WebhookEvent<MessageReceived> webhookEvent) => calls.Add(webhookEvent);

    [HttpPost("type-filter")]
    [TypeFilter(typeof(EightBitWebhookAttribute), Arguments = [""])]
    public void TypeFilter() => calls.Add("type filter");

    [HttpPost("unmarked")]
    public void Unmarked(WebhookEvent webhookEvent) => calls.Add(webhookEvent);
}
