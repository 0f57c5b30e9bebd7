using System.Globalization;

namespace CrmSync.Api;

/// <summary>Which activities a request asks for.</summary>
internal sealed record ActivityQuery(long After, int Take, long? Contact)
{
    private const int DefaultTake = 100;
    private const int MaxTake = 500;

    /// <summary>Reads the query's texts; those that make no sense are refused, not corrected.</summary>
    public static bool TryParse(string? after, string? take, string? contact, out ActivityQuery query, out string problem)
    {
        query = new ActivityQuery(0, DefaultTake, null);
        problem = "";
        if (after is not null)
        {
            if (!TryParseNumber(after, 0, long.MaxValue, out var cursor))
            {
                problem = "\"after\" must be a cursor: the \"next\" of an earlier page, or the \"id\" of an activity. Leave it out to begin at the start.";
                return false;
            }

            query = query with { After = cursor };
        }

        if (take is not null)
        {
            if (!TryParseNumber(take, 1, MaxTake, out var count))
            {
                problem = $"\"take\" must be a whole number from 1 to {MaxTake}. Leave it out to get {DefaultTake}.";
                return false;
            }

            query = query with { Take = (int)count };
        }

        if (contact is not null)
        {
            if (!TryParseNumber(contact, 1, long.MaxValue, out var id))
            {
                problem = "\"contact\" must be the \"id\" of a contact. Leave it out to get the activities of all.";
                return false;
            }

            query = query with { Contact = id };
        }

        return true;
    }

    private static bool TryParseNumber(string text, long least, long most, out long number)
        => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most;
}
