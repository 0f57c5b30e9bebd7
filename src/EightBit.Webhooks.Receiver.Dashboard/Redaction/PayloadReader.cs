using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Dashboard.Redaction;

/// <summary>Makes of a raw body what may be shown. What cannot be read cannot be redacted either, and is not shown at all.</summary>
internal sealed class PayloadReader
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    private readonly IOptionsMonitor<DashboardOptions> _options;

    public PayloadReader(IOptionsMonitor<DashboardOptions> options) => _options = options;

    private static ReadOnlySpan<byte> Utf8Bom => [0xEF, 0xBB, 0xBF];

    public PayloadReading Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            var options = _options.CurrentValue;
            return options.ShowPayloads
                ? new PayloadReading(Redact(body, options), null)
                : NotShown($"Payloads are not shown: {DashboardOptions.Section}:ShowPayloads is false.");
        }
        catch (OptionsValidationException exception)
        {
            // Changed since the start: what is to be hidden is not known any more.
            return NotShown($"The payload is not shown: {exception.Message}");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            return NotShown(
                "The payload is not shown, because it cannot be read safely, and so nothing in it could be hidden: it is not JSON, has a name twice in one object, "
                + "is nested more than 64 deep, or is not UTF-8 text. The inbox has it unchanged.");
        }
    }

    private static PayloadReading NotShown(string sentence) => new(null, sentence);

    private static RedactedPayload Redact(ReadOnlyMemory<byte> body, DashboardOptions options)
    {
        var paths = new List<RedactedPath>(options.RedactedPaths.Count);
        foreach (var text in options.RedactedPaths)
        {
            paths.Add(RedactedPathParser.TryParse(text, out var path, out var problem) ? path : throw new InvalidOperationException(problem));
        }

        var json = body.Span.StartsWith(Utf8Bom) ? body[Utf8Bom.Length..] : body;
        if (!Utf8.IsValid(json.Span))
        {
            throw new JsonException(); // which the parser looks for in some places only
        }

        using var document = JsonDocument.Parse(json, Strict);
        return RedactingWriter.Write(document.RootElement, paths, options.MaxPayloadBytes);
    }
}
