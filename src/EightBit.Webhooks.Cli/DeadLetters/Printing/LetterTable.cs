using System.Globalization;
using EightBit.Webhooks.Cli.Output;
using EightBit.Webhooks.Receiver.Inbox;
using Spectre.Console;

namespace EightBit.Webhooks.Cli.DeadLetters.Printing;

/// <summary>A line for each dead letter.</summary>
internal sealed class LetterTable
{
    private static readonly string[] Columns = ["id", "event", "type", "receiver", "reason", "died (UTC)", "attempts", "error"];

    private readonly Table _table = new Table().Border(TableBorder.Simple);

    public LetterTable()
    {
        foreach (var column in Columns)
        {
            _table.AddColumn(new TableColumn(new Text(column)) { NoWrap = column is "id" or "died (UTC)" or "attempts" });
        }
    }

    public int Count => _table.Rows.Count;

    public void Add(DeadLetter letter)
        => _table.AddRow(new[]
        {
            letter.EntryId.ToString(CultureInfo.InvariantCulture),
            PlainText.OneLine(letter.Delivery.EventId),
            PlainText.OneLine(letter.Delivery.EventType),
            LetterText.Receiver(letter),
            LetterText.Reason(letter),
            letter.DiedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            letter.Attempts.ToString(CultureInfo.InvariantCulture),
            LetterText.ShortError(letter),
        }.Select(cell => new Text(cell)));

    public void WriteTo(Terminal terminal) => terminal.Console.Write(_table);
}
