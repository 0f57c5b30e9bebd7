using EightBit.Webhooks.Receiver.Endpoints;
using EightBit.Webhooks.Receiver.Events;
using Microsoft.AspNetCore.Mvc;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Endpoints;

/// <summary>A marked controller, without [ApiController].</summary>
[EightBitWebhook]
[Route("controller")]
public sealed class MarkedController(EndpointCalls calls) : ControllerBase
{
    [HttpPost("own")]
    public void Own(WebhookEvent webhookEvent) => calls.Add(webhookEvent);

    [HttpPost("body")]
    public void WithBody([FromBody] Posted posted) => calls.Add(posted);
}
