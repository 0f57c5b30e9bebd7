namespace EightBit.Webhooks.Receiver.Analyzers.Events;

/// <summary>Which of the platform's names was probably meant.</summary>
internal static class NearestEventType
{
    // "message.recieved" is two changes away; at three, other words begin to be near.
    private const int MostChanges = 2;

    public static string? To(string pattern)
    {
        var names = PatternText.IsCategory(pattern) ? PlatformEventTypes.Categories : PlatformEventTypes.All;
        var written = Letters(pattern);
        var nearest = names
            .Select(name => (Name: name, Changes: Changes(written, Letters(name))))
            .OrderBy(candidate => candidate.Changes)
            .First();
        return nearest.Changes <= MostChanges ? nearest.Name : null;
    }

    // MessageReceived, message_received and message-received are the same word in another dress.
    private static string Letters(string name) => new([.. name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);

    /// <summary>The Levenshtein distance.</summary>
    private static int Changes(string from, string to)
    {
        var previous = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var row = 1; row <= from.Length; row++)
        {
            var current = new int[to.Length + 1];
            current[0] = row;
            for (var column = 1; column <= to.Length; column++)
            {
                var replaced = previous[column - 1] + (from[row - 1] == to[column - 1] ? 0 : 1);
                current[column] = Math.Min(replaced, 1 + Math.Min(previous[column], current[column - 1]));
            }

            previous = current;
        }

        return previous[to.Length];
    }
}
