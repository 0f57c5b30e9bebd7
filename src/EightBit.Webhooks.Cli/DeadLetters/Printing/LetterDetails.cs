using System.Globalization;
using EightBit.Webhooks.Cli.Output;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Signatures;

namespace EightBit.Webhooks.Cli.DeadLetters.Printing;

/// <summary>All of a dead letter, for people.</summary>
internal sealed class LetterDetails
{
    private readonly Terminal _terminal;
    private readonly DeadLetter _letter;

    private LetterDetails(Terminal terminal, DeadLetter letter)
    {
        _terminal = terminal;
        _letter = letter;
    }

    public static void WriteTo(Terminal terminal, ShownLetter shown)
    {
        var letter = shown.Letter;
        var details = new LetterDetails(terminal, letter);
        details.WriteFacts();
        details.WriteHeaders();
        details.WriteHistory();
        details.WriteText("Error", letter.Error);
        details.WriteText(
            $"Body ({letter.Delivery.Body.Length.ToString(CultureInfo.InvariantCulture)} bytes)", shown.PrettyBody());
    }

    private void WriteFacts()
    {
        var delivery = _letter.Delivery;
        _terminal.MarkupLine($"[bold]Dead letter {_letter.EntryId}[/]");
        WriteFact("event", delivery.EventId);
        WriteFact("type", delivery.EventType);
        WriteFact("receiver", delivery.Receiver is "" ? "(default)" : delivery.Receiver);
        WriteFact("tenant", delivery.Tenant);
        WriteFact("conversation", delivery.OrderingKey);
        WriteFact("reason", LetterText.Reason(_letter));
        WriteFact("attempts", _letter.Attempts.ToString(CultureInfo.InvariantCulture));
        WriteFact("created", delivery.CreatedAt is { } created ? LetterText.Time(created) : null);
        WriteFact("received", LetterText.Time(delivery.ReceivedAt));
        WriteFact("died", LetterText.Time(_letter.DiedAt));
        WriteFact("succeeded", Names(_letter.Progress.Completed));
        WriteFact("rejected by", Names(_letter.Progress.Rejected));
    }

    private void WriteHeaders()
    {
        WriteHeading("Headers (not signed)");
        WriteFact(WebhookHeaders.Timestamp, LetterText.Time(_letter.Delivery.SentAt));
        WriteFact(WebhookHeaders.EventId, _letter.Delivery.EventIdHeader);
        WriteFact("traceparent", _letter.Delivery.TraceParent);
        WriteFact("tracestate", _letter.Delivery.TraceState);
    }

    private void WriteHistory()
    {
        WriteHeading("History");
        foreach (var attempt in _letter.History)
        {
            var isLast = attempt.Error == _letter.Error;
            WriteLine($"  attempt {attempt.Attempt.ToString(CultureInfo.InvariantCulture)}, {LetterText.Time(attempt.FailedAt)}{(isLast ? ": the error below" : "")}");
            foreach (var line in isLast ? [] : PlainText.Lines(attempt.Error))
            {
                WriteLine("    " + line);
            }
        }
    }

    private void WriteText(string heading, string text)
    {
        WriteHeading(heading);
        foreach (var line in PlainText.Lines(text))
        {
            WriteLine("  " + line);
        }
    }

    private void WriteHeading(string heading)
    {
        WriteLine("");
        _terminal.MarkupLine($"[bold]{heading}[/]");
    }

    private void WriteFact(string name, string? value)
    {
        if (value is not null)
        {
            WriteLine($"  {name,-17} {PlainText.OneLine(value)}");
        }
    }

    private void WriteLine(string text) => _terminal.WriteLine(text);

    private static string? Names(IReadOnlyList<string> handlers) => handlers.Count == 0 ? null : string.Join(", ", handlers);
}
