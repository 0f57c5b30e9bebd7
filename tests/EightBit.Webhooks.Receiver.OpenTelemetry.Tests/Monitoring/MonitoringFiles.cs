using System.Text.Json;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace EightBit.Webhooks.Receiver.OpenTelemetry.Tests.Monitoring;

/// <summary>What the repository has ready for Prometheus and Grafana.</summary>
internal static class MonitoringFiles
{
    public static readonly string Repository = FindRepository();
    public static readonly string Rules = Path.Combine(Repository, "monitoring", "prometheus-rules.yml");
    public static readonly string Dashboard = Path.Combine(Repository, "monitoring", "grafana-dashboard.json");
    public static readonly string RuleTests = Path.Combine(
        Repository, "tests", "EightBit.Webhooks.Receiver.OpenTelemetry.Tests", "Monitoring", "prometheus-rules.tests.yml");

    public static IReadOnlyList<Rule> ReadRules() => [.. Read<RuleFile>(Rules).Groups.SelectMany(group => group.Rules)];

    /// <summary>What the tests that promtool runs are called.</summary>
    public static IReadOnlyList<string> ReadRuleTests() => [.. Read<RuleTestFile>(RuleTests).Tests.Select(test => test.Name)];

    public static JsonElement ReadDashboard() => JsonElement.Parse(File.ReadAllText(Dashboard));

    /// <summary>Every expression of every panel, with the title of its panel.</summary>
    public static IReadOnlyList<(string Panel, string Expression)> ReadPanelExpressions() =>
    [
        .. from panel in ReadDashboard().GetProperty("panels").EnumerateArray()
           where panel.TryGetProperty("targets", out _)
           from target in panel.GetProperty("targets").EnumerateArray()
           select (panel.GetProperty("title").GetString()!, target.GetProperty("expr").GetString()!),
    ];

    private static T Read<T>(string path)
        => new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).IgnoreUnmatchedProperties().Build()
            .Deserialize<T>(File.ReadAllText(path));

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "EightBit.Webhooks.Receiver.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }

    /// <summary>A recording rule, which has a <see cref="Record"/>, or an alert.</summary>
    internal sealed class Rule
    {
        public string? Record { get; set; }

        public string? Alert { get; set; }

        public string Expr { get; set; } = "";

        public string? For { get; set; }

        public Dictionary<string, string> Labels { get; set; } = [];

        public Dictionary<string, string> Annotations { get; set; } = [];
    }

    private sealed class RuleGroup
    {
        public List<Rule> Rules { get; set; } = [];
    }

    private sealed class RuleFile
    {
        public List<RuleGroup> Groups { get; set; } = [];
    }

    private sealed class RuleTest
    {
        public string Name { get; set; } = "";
    }

    private sealed class RuleTestFile
    {
        public List<RuleTest> Tests { get; set; } = [];
    }
}
