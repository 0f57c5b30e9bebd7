namespace EightBit.Webhooks.Receiver.Diagnostics;

/// <summary>What the library's traces and metrics are called.</summary>
public static class WebhookTelemetry
{
    /// <summary>The name of the <c>ActivitySource</c>: hand it to <c>AddSource</c> of OpenTelemetry's tracing.</summary>
    public const string ActivitySourceName = "EightBit.Webhooks.Receiver";

    /// <summary>The name of the <c>Meter</c>: hand it to <c>AddMeter</c> of OpenTelemetry's metrics.</summary>
    public const string MeterName = "EightBit.Webhooks.Receiver";
}
