using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EightBit.Webhooks.Cli.Simulating.Reporting;

/// <summary>The report for scripts.</summary>
[JsonSerializable(typeof(SimulationReport))]
internal sealed partial class SimulationReportJson : JsonSerializerContext
{
    // Ids and codes as they are: the text is no HTML.
    private static readonly SimulationReportJson Readable = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
    });

    public static string Write(SimulationReport report) => JsonSerializer.Serialize(report, Readable.SimulationReport);
}
