using CrmSync.Demo.Checking;
using CrmSync.Demo.Sending;

namespace CrmSync.Demo.Script;

/// <summary>A delivery, the answer it must get, and the rows that must come of it.</summary>
internal sealed record DemoStep(string Title, Delivery Delivery, string ExpectedAnswer)
{
    public const string Accepted = "200 accepted";
    public const string Duplicate = "200 duplicate";

    public IReadOnlyList<ExpectedRow> ExpectedRows { get; init; } = [];
}
