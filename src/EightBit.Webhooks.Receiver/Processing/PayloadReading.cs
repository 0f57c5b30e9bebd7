using EightBit.Webhooks.Receiver.Events;

namespace EightBit.Webhooks.Receiver.Processing;

/// <summary>The typed event, or why there is none.</summary>
internal sealed record PayloadReading(WebhookEvent? Event, string? Error)
{
    public static PayloadReading Of(RawWebhookEvent raw, EventPayload payload)
    {
        try
        {
            return new PayloadReading(payload.Read(raw), null);
        }
        catch (Exception exception)
        {
            // Whatever an application's own converter throws: the bytes are kept, and reading them again gives the same.
            return new PayloadReading(null, $"the data cannot be read as {payload.DataType}: {ErrorText.OneLine(exception.Message)}");
        }
    }
}
