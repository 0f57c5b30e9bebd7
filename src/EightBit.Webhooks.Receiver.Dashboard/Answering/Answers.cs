using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace EightBit.Webhooks.Receiver.Dashboard.Answering;

/// <summary>How the dashboard answers: JSON, or a problem that says what is wrong and what to do.</summary>
internal static class Answers
{
    public static Task JsonAsync<T>(HttpContext context, T body, JsonTypeInfo<T> type)
        => context.Response.WriteAsJsonAsync(body, type, cancellationToken: context.RequestAborted);

    public static Task ProblemAsync(HttpContext context, int status, string title, string detail)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(
            new ProblemBody(title, status, detail), DashboardJson.Default.ProblemBody, "application/problem+json", context.RequestAborted);
    }

    public static Task BadRequestAsync(HttpContext context, string detail)
        => ProblemAsync(context, StatusCodes.Status400BadRequest, "The request cannot be understood", detail);
}
