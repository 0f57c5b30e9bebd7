using Spectre.Console;

namespace EightBit.Webhooks.Cli.Output;

/// <summary>Where text goes: with colours and live progress on a terminal, as plain text anywhere else.</summary>
internal sealed class Terminal
{
    private const int WidthOfPipes = 160;

    private Terminal(TextWriter writer, IAnsiConsole console, bool isTerminal)
    {
        Writer = writer;
        Console = console;
        IsTerminal = isTerminal;
    }

    /// <summary>For what another program reads: JSON, a signature, a secret. Nothing is wrapped or coloured.</summary>
    public TextWriter Writer { get; }

    /// <summary>For what a person reads.</summary>
    public IAnsiConsole Console { get; }

    public bool IsTerminal { get; }

    public static Terminal Of(TextWriter writer, bool isTerminal)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!isTerminal)
        {
            console.Profile.Width = WidthOfPipes;
        }

        return new Terminal(writer, console, isTerminal);
    }

    /// <summary>A line of text as it is: nothing in it is markup. Wrapped on a terminal alone.</summary>
    public void WriteLine(string text)
    {
        if (IsTerminal)
        {
            Console.WriteLine(text);
        }
        else
        {
            Writer.WriteLine(text);
        }
    }

    /// <summary>A question, whose answer is typed behind it.</summary>
    public void Write(string text)
    {
        Writer.Write(text);
        Writer.Flush();
    }

    /// <summary>A line whose parts are coloured; what was interpolated is text, not markup.</summary>
    public void MarkupLine(FormattableString markup) => Console.MarkupLineInterpolated(markup);
}
