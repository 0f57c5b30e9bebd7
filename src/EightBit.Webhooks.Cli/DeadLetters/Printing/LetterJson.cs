using System.Text.Json;
using EightBit.Webhooks.Cli.CommandLine;
using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Cli.DeadLetters.Printing;

/// <summary>Dead letters for programs. The shape is documented in <c>docs/cli.md</c>: members are added to it, none is changed.</summary>
internal static class LetterJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true }; // the default encoder: ASCII alone, so nothing a terminal could carry out

    public static async Task WriteListAsync(
        Surroundings surroundings, IAsyncEnumerable<ShownLetter> letters, int limit, bool bodies, CancellationToken cancellationToken)
    {
        await using var output = surroundings.OpenOutput();
        await using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteStartArray("letters");
        var count = 0;
        var more = false;
        await foreach (var letter in letters.WithCancellation(cancellationToken))
        {
            if (count++ == limit)
            {
                more = true;
                break;
            }

            WriteLetter(json, letter, bodies);
            await json.FlushAsync(cancellationToken);
        }

        json.WriteEndArray();
        json.WriteBoolean("more", more);
        await EndAsync(json, output, cancellationToken);
    }

    public static async Task WriteAsync(Surroundings surroundings, ShownLetter letter, CancellationToken cancellationToken)
    {
        await using var output = surroundings.OpenOutput();
        await using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WritePropertyName("letter");
        WriteLetter(json, letter, withBody: true);
        await EndAsync(json, output, cancellationToken);
    }

    private static async Task EndAsync(Utf8JsonWriter json, Stream output, CancellationToken cancellationToken)
    {
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
        await output.WriteAsync("\n"u8.ToArray(), cancellationToken);
    }

    private static void WriteLetter(Utf8JsonWriter json, ShownLetter shown, bool withBody)
    {
        var letter = shown.Letter;
        var delivery = letter.Delivery;
        json.WriteStartObject();
        json.WriteNumber("id", letter.EntryId);
        json.WriteString("event_id", delivery.EventId);
        json.WriteString("type", delivery.EventType);
        json.WriteString("receiver", delivery.Receiver);
        json.WriteString("tenant", delivery.Tenant);
        json.WriteString("conversation", delivery.OrderingKey);
        json.WriteString("reason", LetterText.Reason(letter));
        json.WriteString("error", letter.Error);
        json.WriteNumber("attempts", letter.Attempts);
        WriteTime(json, "created_at", delivery.CreatedAt);
        WriteTime(json, "sent_at", delivery.SentAt);
        WriteTime(json, "received_at", delivery.ReceivedAt);
        WriteTime(json, "died_at", letter.DiedAt);
        json.WriteString("event_id_header", delivery.EventIdHeader);
        json.WriteString("traceparent", delivery.TraceParent);
        json.WriteString("tracestate", delivery.TraceState);
        WriteNames(json, "succeeded_handlers", letter.Progress.Completed);
        WriteNames(json, "rejecting_handlers", letter.Progress.Rejected);
        WriteHistory(json, letter.History);
        json.WriteNumber("body_bytes", delivery.Body.Length);
        if (withBody)
        {
            WriteBody(json, shown);
        }

        json.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is null)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteString(name, time.Value.UtcDateTime);
        }
    }

    private static void WriteNames(Utf8JsonWriter json, string name, IReadOnlyList<string> names)
    {
        json.WriteStartArray(name);
        foreach (var text in names)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void WriteHistory(Utf8JsonWriter json, IReadOnlyList<FailedAttempt> history)
    {
        json.WriteStartArray("history");
        foreach (var attempt in history)
        {
            json.WriteStartObject();
            json.WriteNumber("attempt", attempt.Attempt);
            WriteTime(json, "failed_at", attempt.FailedAt);
            json.WriteString("error", attempt.Error);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The text; if the bytes are none, the bytes; or why there is neither.</summary>
    private static void WriteBody(Utf8JsonWriter json, ShownLetter shown)
    {
        if (!shown.IsBodyReadable)
        {
            json.WriteString("body_problem", ShownLetter.Unreadable);
        }
        else if (shown.TextBody() is { } text)
        {
            json.WriteString("body", text);
        }
        else
        {
            json.WriteBase64String("body_base64", shown.Letter.Delivery.Body.Span);
        }
    }
}
