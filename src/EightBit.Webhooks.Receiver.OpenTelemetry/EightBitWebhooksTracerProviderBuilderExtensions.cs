using EightBit.Webhooks.Receiver.Diagnostics;

namespace OpenTelemetry.Trace;

/// <summary>Adds the receivers' traces to a tracer provider.</summary>
public static class EightBitWebhooksTracerProviderBuilderExtensions
{
    /// <summary>
    /// Adds the spans of all receivers, <c>accept</c>, <c>process</c> and <c>handle</c>, and nothing else. Call
    /// <c>AddAspNetCoreInstrumentation()</c> or <c>AddSource("Microsoft.AspNetCore")</c> as well: the default sampler drops <c>accept</c> spans
    /// whose request is not traced.
    /// </summary>
    /// <param name="builder">The tracer provider's builder.</param>
    /// <returns>The builder.</returns>
    public static TracerProviderBuilder AddEightBitWebhooksInstrumentation(this TracerProviderBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddSource(WebhookTelemetry.ActivitySourceName);
    }
}
