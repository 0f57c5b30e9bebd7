using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the receivers' traces and metrics to the application's OpenTelemetry.</summary>
public static class EightBitWebhooksOpenTelemetryBuilderExtensions
{
    private const string AspNetCore = "Microsoft.AspNetCore";

    /// <summary>
    /// Adds traces and metrics of all receivers to whatever the application does with its own: <c>builder.Services.AddOpenTelemetry()
    /// .AddEightBitWebhooks()</c>, before or after the exporters are chosen. ASP.NET Core's spans of requests come with it, of all requests
    /// of the application. It turns neither tracing nor metrics on: where the application has no tracing (<c>WithTracing</c>,
    /// <c>UseOtlpExporter</c>), no spans are made, since nobody would read them. Calling it twice changes nothing.
    /// </summary>
    /// <remarks>
    /// A sampler follows the parent of a span, and counts the request as not sampled where nobody listens to ASP.NET Core: then it would drop
    /// every <c>accept</c> span as well. <c>AddAspNetCoreInstrumentation()</c> may be called beside this, for its options.
    /// </remarks>
    /// <typeparam name="TBuilder">The builder's own type, so that calls can go on.</typeparam>
    /// <param name="builder">What <c>AddOpenTelemetry</c> returns.</param>
    /// <returns>The builder.</returns>
    public static TBuilder AddEightBitWebhooks<TBuilder>(this TBuilder builder)
        where TBuilder : IOpenTelemetryBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddEightBitWebhooksInstrumentation().AddSource(AspNetCore));
        builder.Services.ConfigureOpenTelemetryMeterProvider(metrics => metrics.AddEightBitWebhooksInstrumentation());
        return builder;
    }
}
