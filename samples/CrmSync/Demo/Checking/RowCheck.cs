using CrmSync.Api;

namespace CrmSync.Demo.Checking;

/// <summary>Compares the activities of the CRM with the expected ones: none missing, none too many, none twice.</summary>
internal static class RowCheck
{
    private const int NamedPerFinding = 5;

    public static IEnumerable<string> Compare(IReadOnlySet<ExpectedRow> expected, IReadOnlyList<ActivityItem> activities)
    {
        var actual = activities.CountBy(activity => new ExpectedRow(activity.EventId, activity.Handler)).ToDictionary();
        return new[]
        {
            Describe("missing from the CRM", expected.Except(actual.Keys)),
            Describe("in the CRM, but not expected", actual.Keys.Except(expected)),
            Describe("in the CRM more than once", actual.Where(row => row.Value > 1).Select(row => row.Key)),
        }.OfType<string>();
    }

    private static string? Describe(string finding, IEnumerable<ExpectedRow> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
        {
            return null;
        }

        var named = string.Join(", ", all.Take(NamedPerFinding));
        var rest = all.Count > NamedPerFinding ? $", and {all.Count - NamedPerFinding} more" : "";
        return $"{all.Count} {(all.Count == 1 ? "row is" : "rows are")} {finding}: {named}{rest}.";
    }
}
