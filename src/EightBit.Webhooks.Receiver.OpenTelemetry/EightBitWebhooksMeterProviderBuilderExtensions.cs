using EightBit.Webhooks.Receiver.Diagnostics;

namespace OpenTelemetry.Metrics;

/// <summary>Adds the receivers' metrics to a meter provider.</summary>
public static class EightBitWebhooksMeterProviderBuilderExtensions
{
    /// <summary>
    /// Adds the metrics of all receivers, with the buckets that the library advises: around the 5 seconds that the platform waits. An
    /// OpenTelemetry SDK keeps 2,000 series for each metric unless a view says otherwise.
    /// </summary>
    /// <param name="builder">The meter provider's builder.</param>
    /// <returns>The builder.</returns>
    public static MeterProviderBuilder AddEightBitWebhooksInstrumentation(this MeterProviderBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddMeter(WebhookTelemetry.MeterName);
    }
}
