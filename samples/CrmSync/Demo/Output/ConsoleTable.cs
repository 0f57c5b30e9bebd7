namespace CrmSync.Demo.Output;

/// <summary>Prints rows in columns that are as wide as they need to be, up to a limit.</summary>
internal sealed class ConsoleTable
{
    private const int WidestColumn = 52;
    private const string Gap = "  ";

    private readonly string[] _headings;
    private readonly List<(string[] Cells, Tone Tone)> _rows = [];

    public ConsoleTable(params string[] headings) => _headings = headings;

    public void Add(Tone tone, params string[] cells) => _rows.Add(([.. cells.Select(Fit)], tone));

    public void Print(Terminal terminal)
    {
        var widths = _headings.Select((heading, column) => _rows.Select(row => row.Cells[column].Length).Append(heading.Length).Max()).ToArray();
        terminal.WriteLine(Line(_headings, widths), Tone.Heading);
        foreach (var (cells, tone) in _rows)
        {
            terminal.WriteLine(Line(cells, widths), tone);
        }
    }

    private static string Line(IEnumerable<string> cells, int[] widths)
        => (Gap + string.Join(Gap, cells.Select((cell, column) => cell.PadRight(widths[column])))).TrimEnd();

    /// <summary>On one line, without the control characters by which a text could take over the terminal.</summary>
    private static string Fit(string text)
    {
        var line = string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));
        return line.Length <= WidestColumn ? line : $"{line[..(WidestColumn - 1)]}…";
    }
}
