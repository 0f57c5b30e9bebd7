namespace EightBit.Webhooks.Receiver.Dashboard.Access;

/// <summary>Marks the dashboard's endpoints.</summary>
internal sealed record DashboardMetadata(string Pattern);
