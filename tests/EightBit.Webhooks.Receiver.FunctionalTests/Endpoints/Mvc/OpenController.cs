using Microsoft.AspNetCore.Mvc;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Endpoints.Mvc;

/// <summary>Not marked, unless a test does it.</summary>
[Route("open")]
public sealed class OpenController(EndpointCalls calls) : ControllerBase
{
    [HttpPost("action")]
    public void Action() => calls.Add("open");
}
