using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Hosting;

/// <summary>Signs everybody in while the gate says so.</summary>
internal sealed class GateAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Gate gate)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "Gate";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!gate.SignedIn)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        var identity = new ClaimsIdentity(gate.Operator ? [new(ClaimTypes.Name, "ada"), new(ClaimTypes.Role, "operator")] : [new(ClaimTypes.Name, "eve")], Name);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name)));
    }
}
