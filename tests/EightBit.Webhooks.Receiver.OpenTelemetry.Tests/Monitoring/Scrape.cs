using System.Text.RegularExpressions;

namespace EightBit.Webhooks.Receiver.OpenTelemetry.Tests.Monitoring;

/// <summary>What an application has answered to Prometheus: the metrics, and the labels that each has.</summary>
internal sealed partial class Scrape
{
    private readonly Dictionary<string, HashSet<string>> _labels = [];

    public Scrape(string text)
    {
        foreach (Match series in Series().Matches(text))
        {
            var labels = _labels.TryGetValue(series.Groups[1].Value, out var known) ? known : _labels[series.Groups[1].Value] = [];
            labels.UnionWith(Label().Matches(series.Groups[2].Value).Select(label => label.Groups[1].Value));
        }
    }

    public IReadOnlyCollection<string> Metrics => _labels.Keys;

    public IEnumerable<string> AllLabels => _labels.Values.SelectMany(labels => labels).Distinct();

    public IReadOnlySet<string> LabelsOf(string metric) => _labels.GetValueOrDefault(metric) ?? [];

    [GeneratedRegex("^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})? [^ \\n]+", RegexOptions.Multiline)]
    private static partial Regex Series();

    [GeneratedRegex("([a-zA-Z_][a-zA-Z0-9_]*)=\"(?:[^\"\\\\]|\\\\.)*\"")]
    private static partial Regex Label();
}
