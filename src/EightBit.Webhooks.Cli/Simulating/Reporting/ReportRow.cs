namespace EightBit.Webhooks.Cli.Simulating.Reporting;

/// <summary>One line of the report, for a table or a page.</summary>
internal sealed record ReportRow(string What, string Value, string Details = "", bool IsBad = false);
