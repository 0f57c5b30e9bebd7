using System.Text.Json.Serialization;

namespace EightBit.Webhooks.Cli.Checking.Reporting;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ReportDocument))]
internal sealed partial class CheckReportJson : JsonSerializerContext;
