namespace CrmSync.Demo.Output;

/// <summary>Writes lines, in colour where somebody watches and has not asked for none (https://no-color.org).</summary>
internal sealed class Terminal
{
    private const string Reset = "\e[0m";

    private readonly TextWriter _output;
    private readonly bool _hasColours;

    public Terminal(TextWriter output)
    {
        _output = output;
        _hasColours = output == Console.Out
            && !Console.IsOutputRedirected
            && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
    }

    public void WriteLine(string text = "", Tone tone = Tone.Plain)
        => _output.WriteLine(_hasColours && tone != Tone.Plain ? $"{ColourOf(tone)}{text}{Reset}" : text);

    private static string ColourOf(Tone tone) => tone switch
    {
        Tone.Heading => "\e[1m",
        Tone.Good => "\e[32m",
        Tone.Bad => "\e[31m",
        _ => "",
    };
}
