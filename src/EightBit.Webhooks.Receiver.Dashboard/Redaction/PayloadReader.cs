using EightBit.Webhooks.Receiver.Redaction;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Dashboard.Redaction;

/// <summary>
/// Makes of a raw body what may be shown, and of the errors of its event. What cannot be read cannot be redacted either, and is not
/// shown at all.
/// </summary>
internal sealed class PayloadReader
{
    /// <summary>
    /// Of events with larger bodies, lists do not show the error: to redact a hundred of them, a hundred bodies are searched.
    /// </summary>
    public const int MostInLists = 256 * 1024;

    /// <summary>Where nothing of the payload is shown, nothing of it is to be in an error.</summary>
    private static readonly WebhookRedaction Everything = new(["$"]);

    private readonly IOptionsMonitor<DashboardOptions> _options;

    public PayloadReader(IOptionsMonitor<DashboardOptions> options) => _options = options;

    public PayloadReading Read(ReadOnlyMemory<byte> body)
    {
        if (TryGetOptions(out var options) is { } problem)
        {
            return NotShown($"The payload is not shown: {problem}");
        }

        if (!options!.ShowPayloads)
        {
            return NotShown($"Payloads are not shown: {DashboardOptions.Section}:ShowPayloads is false.");
        }

        var readable = new WebhookRedaction(options.RedactedPaths).Read(body);
        return readable.IsReadable
            ? new PayloadReading(readable.Write(options.MaxPayloadBytes), null)
            : NotShown(
                "The payload is not shown, because it cannot be read safely, and so nothing in it could be hidden: it is not JSON, has a name twice in one object, "
                + "is nested more than 64 deep, or is not UTF-8 text. The inbox has it unchanged.");
    }

    /// <returns>What hides the redacted values of a body in the texts that belong to it.</returns>
    public Func<string, string> MaskOf(ReadOnlyMemory<byte> body)
        => TryGetOptions(out var options) is { } problem
            ? _ => $"{WebhookRedaction.Mask}: {problem}"
            : (options!.ShowPayloads ? new WebhookRedaction(options.RedactedPaths) : Everything).Read(body).Mask;

    /// <summary>The same for one of many events.</summary>
    public Func<string, string> MaskInListOf(ReadOnlyMemory<byte> body)
        => body.Length <= MostInLists
            ? MaskOf(body)
            : _ => $"{WebhookRedaction.Mask}: the payload is too large to redact this in a list. The page of the event shows it.";

    private static PayloadReading NotShown(string sentence) => new(null, sentence);

    /// <returns>Why there are none: they were changed since the start, and what is to be hidden is not known any more.</returns>
    private string? TryGetOptions(out DashboardOptions? options)
    {
        try
        {
            options = _options.CurrentValue;
            return null;
        }
        catch (Exception exception) when (exception is OptionsValidationException or InvalidOperationException)
        {
            options = null;
            return exception.Message;
        }
    }
}
