using System.Text.Json;
using EightBit.Webhooks.Receiver.Dashboard;
using EightBit.Webhooks.Receiver.Dashboard.Redaction;
using EightBit.Webhooks.Receiver.Redaction;
using Microsoft.Extensions.Options;

namespace Fuzz.Targets.Shown;

/// <summary>
/// The dashboard's view of a body: shown with everything hidden that is to be, or not at all. An input is a path to hide, a line, and the body.
/// </summary>
internal sealed class PayloadReaderTarget : IFuzzed
{
    private const int MaxPayloadBytes = 4096;

    public void Take(byte[] input)
    {
        var path = Lines.Take(input, 1, out var body)[0];
        var isPath = WebhookRedaction.IsPath(path, out var problem);
        Promise.That(isPath || problem!.Length > 0, "a path that is refused is refused with a reason");

        var options = new DashboardOptions { MaxPayloadBytes = MaxPayloadBytes };
        if (isPath)
        {
            options.RedactedPaths.Add(path);
        }

        var reader = new PayloadReader(new Always(options));
        var reading = reader.Read(body);
        Promise.That((reading.Payload is null) == (reading.Problem is not null), "a payload, or why there is none");
        if (reading.Payload is { } shown)
        {
            Promise.That(System.Text.Encoding.UTF8.GetByteCount(shown.Text) <= MaxPayloadBytes, "no more is shown than fits");
            CheckHidden(shown);
        }

        // An error that repeats all of the body, with its escapes.
        var masked = reader.MaskOf(body)(Lines.Text(body));
        Promise.That(masked.Length <= 11 * (body.Length + 1) + 200, "a text is masked, not multiplied");
    }

    private static void CheckHidden(RedactedJson shown)
    {
        if (shown.Truncated)
        {
            return;
        }

        using var document = JsonDocument.Parse(shown.Text); // what is shown whole is JSON
        CheckHidden(document.RootElement);
    }

    private static void CheckHidden(JsonElement json)
    {
        foreach (var member in json.ValueKind == JsonValueKind.Object ? json.EnumerateObject() : default)
        {
            if (member.Name.Equals("email", StringComparison.OrdinalIgnoreCase) || member.Name.Equals("content", StringComparison.OrdinalIgnoreCase))
            {
                Promise.That(member.Value.ValueKind == JsonValueKind.String && member.Value.GetString() == WebhookRedaction.Mask, $"{member.Name} is hidden");
            }

            CheckHidden(member.Value);
        }

        foreach (var element in json.ValueKind == JsonValueKind.Array ? json.EnumerateArray() : default)
        {
            CheckHidden(element);
        }
    }

    private sealed class Always(DashboardOptions options) : IOptionsMonitor<DashboardOptions>
    {
        public DashboardOptions CurrentValue => options;

        public DashboardOptions Get(string? name) => options;

        public IDisposable? OnChange(Action<DashboardOptions, string?> listener) => null;
    }
}
