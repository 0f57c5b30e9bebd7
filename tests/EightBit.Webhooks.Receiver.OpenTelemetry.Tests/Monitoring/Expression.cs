using System.Text.RegularExpressions;

namespace EightBit.Webhooks.Receiver.OpenTelemetry.Tests.Monitoring;

/// <summary>What an expression of PromQL names. Not a parser: enough for those of the rules and of the dashboard.</summary>
internal sealed partial class Expression
{
    private const string Prefix = "eightbit_webhooks_";

    private readonly string _text;

    public Expression(string text) => _text = text;

    /// <summary>Each selector: its metric, and the labels between its braces with what they are compared to.</summary>
    public IEnumerable<(string Metric, IReadOnlyList<(string Label, string Value)> Labels)> Selectors
        => Selector().Matches(_text).Select(match => (match.Groups[1].Value, (IReadOnlyList<(string, string)>)
            [.. Matcher().Matches(match.Groups[2].Value).Select(label => (label.Groups[1].Value, label.Groups[2].Value))]));

    /// <summary>Every name of ours, be it a metric's, a label's, or one that a rule has recorded.</summary>
    public IReadOnlySet<string> Names => Identifier().Matches(Text().Replace(_text, "\"\"")).Select(match => match.Value)
        .Where(name => name.Contains(Prefix, StringComparison.Ordinal)).ToHashSet();

    [GeneratedRegex("([a-zA-Z_:][a-zA-Z0-9_:]*)\\{([^}]*)\\}")]
    private static partial Regex Selector();

    [GeneratedRegex("([a-zA-Z_][a-zA-Z0-9_]*)\\s*(?:=~|!~|!=|=)\\s*\"([^\"]*)\"")]
    private static partial Regex Matcher();

    [GeneratedRegex("[a-zA-Z_:][a-zA-Z0-9_:]*")]
    private static partial Regex Identifier();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Text();
}
