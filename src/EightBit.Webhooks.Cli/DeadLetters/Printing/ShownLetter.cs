using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Redaction;

namespace EightBit.Webhooks.Cli.DeadLetters.Printing;

/// <summary>
/// A dead letter as it may be printed: without what is to be hidden in its body, and without what errors and headers repeat of it.
/// </summary>
internal sealed class ShownLetter
{
    public const string Unreadable =
        "the body cannot be read safely, so nothing in it could be hidden: use --unredacted, or --raw for its bytes";

    private static readonly JsonWriterOptions ForPeople = new()
    {
        Indented = true,
        MaxDepth = 1_000,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly RedactedBody? _body;

    public ShownLetter(DeadLetter letter, WebhookRedaction? redaction)
    {
        _body = redaction?.Read(letter.Delivery.Body);
        Letter = letter with
        {
            Error = Mask(letter.Error),
            History = [.. letter.History.Select(attempt => attempt with { Error = Mask(attempt.Error) })],
            Delivery = letter.Delivery with
            {
                EventIdHeader = letter.Delivery.EventIdHeader is { } header ? Mask(header) : null,
                TraceState = letter.Delivery.TraceState is { } state ? Mask(state) : null,
            },
        };
    }

    /// <summary>The letter. Its body is still the whole one.</summary>
    public DeadLetter Letter { get; }

    /// <summary>The body for people, or why there is none. Numbers and the order of things stay as they are.</summary>
    public string PrettyBody()
        => _body is null ? Pretty(Letter.Delivery.Body) : _body.IsReadable ? _body.Write(int.MaxValue).Text : $"({Unreadable})";

    /// <summary>The body for programs: as it came where nothing is hidden in it. Null where it cannot be a text.</summary>
    public string? TextBody()
    {
        if (_body is { IsReadable: false })
        {
            return null;
        }

        var written = _body?.Write(int.MaxValue, indented: false);
        return written is { Redacted: > 0 } ? written.Text : Text(Letter.Delivery.Body);
    }

    /// <summary>Whether the body may be shown at all.</summary>
    public bool IsBodyReadable => _body is not { IsReadable: false };

    private string Mask(string text) => _body?.Mask(text) ?? text;

    private static string? Text(ReadOnlyMemory<byte> body)
    {
        try
        {
            return StrictUtf8.GetString(body.Span);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Only white space and escapes are written anew.</summary>
    private static string Pretty(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 1_000 });
            using var pretty = new MemoryStream();
            using (var writer = new Utf8JsonWriter(pretty, ForPeople))
            {
                document.WriteTo(writer);
            }

            return Encoding.UTF8.GetString(pretty.GetBuffer(), 0, (int)pretty.Length);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Half of a surrogate pair, for instance, which cannot be written anew.
            return Encoding.UTF8.GetString(body.Span);
        }
    }
}
