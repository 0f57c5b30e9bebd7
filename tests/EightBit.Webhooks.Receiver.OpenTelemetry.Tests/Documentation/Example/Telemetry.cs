using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;

namespace EightBit.Webhooks.Receiver.OpenTelemetry.Tests.Documentation.Example;

/// <summary>The lines of the documentation.</summary>
internal static class Telemetry
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddOpenTelemetry()
            .AddEightBitWebhooks()
            .UseOtlpExporter(); // or whatever the application does with its own traces and metrics
    }
}
