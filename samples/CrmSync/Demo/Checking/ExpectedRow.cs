namespace CrmSync.Demo.Checking;

/// <summary>One activity that has to be in the CRM, exactly once.</summary>
internal sealed record ExpectedRow(string EventId, string Handler)
{
    public override string ToString() => $"{EventId} by {Handler}";
}
