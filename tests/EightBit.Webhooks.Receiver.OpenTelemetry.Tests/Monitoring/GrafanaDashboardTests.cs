using System.Text.Json;

namespace EightBit.Webhooks.Receiver.OpenTelemetry.Tests.Monitoring;

/// <summary>What Grafana needs to import it anywhere. That its expressions are answered, the tests with Prometheus see.</summary>
public sealed class GrafanaDashboardTests
{
    private static readonly JsonElement Dashboard = MonitoringFiles.ReadDashboard();

    private static IEnumerable<JsonElement> Panels => Dashboard.GetProperty("panels").EnumerateArray();

    [Fact]
    public void It_is_bound_to_no_data_source_and_no_installation()
    {
        Dashboard.GetProperty("id").ValueKind.Should().Be(JsonValueKind.Null, "an import gives it one");
        Dashboard.GetProperty("uid").GetString().Should().NotBeNullOrEmpty();
        Dashboard.GetProperty("schemaVersion").GetInt32().Should().BeGreaterThan(30);
        Panels.Where(panel => panel.TryGetProperty("targets", out _)).SelectMany(panel => panel.GetProperty("targets").EnumerateArray().Append(panel))
            .Should().NotBeEmpty().And.OnlyContain(part => part.GetProperty("datasource").GetProperty("uid").GetString() == "${datasource}");
    }

    [Fact]
    public void Data_source_application_and_receiver_can_be_chosen()
    {
        var variables = Dashboard.GetProperty("templating").GetProperty("list").EnumerateArray().ToDictionary(
            variable => variable.GetProperty("name").GetString()!, variable => variable.GetProperty("type").GetString());

        variables.Should().Equal(new Dictionary<string, string?> { ["datasource"] = "datasource", ["job"] = "query", ["receiver"] = "query" });
    }

    [Fact]
    public void Panels_have_ids_of_their_own_a_unit_and_do_not_cover_each_other()
    {
        Panels.Select(panel => panel.GetProperty("id").GetInt32()).Should().OnlyHaveUniqueItems();
        Panels.Where(panel => panel.TryGetProperty("targets", out _)).Should().OnlyContain(
            panel => panel.GetProperty("fieldConfig").GetProperty("defaults").GetProperty("unit").GetString() != "");
        var places = Panels.SelectMany(panel =>
        {
            var grid = panel.GetProperty("gridPos");
            var (x, y) = (grid.GetProperty("x").GetInt32(), grid.GetProperty("y").GetInt32());
            return from column in Enumerable.Range(x, grid.GetProperty("w").GetInt32())
                   from row in Enumerable.Range(y, grid.GetProperty("h").GetInt32())
                   select (column, row);
        }).ToList();
        places.Should().OnlyHaveUniqueItems().And.OnlyContain(place => place.column < 24);
    }

    [Fact]
    public void The_platforms_five_seconds_are_drawn_into_the_acknowledgement()
    {
        var panel = Panels.Single(panel => panel.GetProperty("title").GetString()!.StartsWith("Acknowledgement, against", StringComparison.Ordinal));

        panel.GetProperty("fieldConfig").GetProperty("defaults").GetProperty("thresholds").GetProperty("steps").EnumerateArray().Last()
            .GetProperty("value").GetDouble().Should().Be(5);
    }
}
