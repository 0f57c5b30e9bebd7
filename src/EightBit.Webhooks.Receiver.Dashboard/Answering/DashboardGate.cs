using EightBit.Webhooks.Receiver.Dashboard.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Dashboard.Answering;

/// <summary>What every request to the dashboard passes, whichever endpoint it is for: headers, access, method; and what a fault is answered with.</summary>
internal sealed class DashboardGate
{
    private readonly DashboardAccess _access;
    private readonly AccessReport _report;
    private readonly IHostEnvironment _environment;
    private readonly ILogger<DashboardGate> _logger;

    public DashboardGate(DashboardAccess access, AccessReport report, IHostEnvironment environment, ILogger<DashboardGate> logger)
    {
        _access = access;
        _report = report;
        _environment = environment;
        _logger = logger;
    }

    public RequestDelegate Guard(string pattern, string method, RequestDelegate handle) => async context =>
    {
        SecurityHeaders.Apply(context.Response);
        var verdict = _access.Judge(context);
        if (!verdict.IsAllowed)
        {
            _report.TellRefusal(pattern, verdict.Reason);
            await RefuseAsync(context, verdict.Reason);
        }
        else if (CrossSiteRequest.Is(context.Request))
        {
            await Answers.ProblemAsync(
                context, StatusCodes.Status403Forbidden, "Not from another site", "Only the dashboard's own page may ask; open it in the browser.");
        }
        else if (!IsMethod(context.Request, method))
        {
            context.Response.Headers.Allow = method;
            await Answers.ProblemAsync(context, StatusCodes.Status405MethodNotAllowed, "Not that way", $"Use {method}.");
        }
        else
        {
            await HandleAsync(context, handle);
        }
    };

    private static bool IsMethod(HttpRequest request, string method)
        => HttpMethods.Equals(request.Method, method) || (HttpMethods.IsGet(method) && HttpMethods.IsHead(request.Method));

    private async Task HandleAsync(HttpContext context, RequestDelegate handle)
    {
        try
        {
            await handle(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The viewer has gone.
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            await Answers.ProblemAsync(context, exception.StatusCode, "The request cannot be read", exception.Message);
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            _logger.RequestFailed(exception, context.Request.Method, RouteText.Of(context));
            context.Response.Clear();
            SecurityHeaders.Apply(context.Response);
            await Answers.ProblemAsync(
                context, StatusCodes.Status500InternalServerError, "The dashboard failed", "The application's log says why (event id 621).");
        }
    }

    private Task RefuseAsync(HttpContext context, string reason)
    {
        const string Fix = "Map the dashboard with RequireAuthorization: app.MapEightBitWebhookDashboard().RequireAuthorization(\"POLICY\").";
        return Answers.ProblemAsync(
            context,
            StatusCodes.Status403Forbidden,
            "The dashboard is closed",
            _environment.IsDevelopment() ? $"The dashboard is closed: {reason}. {Fix}" : Fix);
    }
}
