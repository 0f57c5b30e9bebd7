using EightBit.Webhooks.Receiver.Deduplication;

namespace EightBit.Webhooks.Receiver.Testing.Compliance;

/// <summary>Keys that are all different and that a careless store takes for the same, or for something to be interpreted.</summary>
internal static class TrickyKeys
{
    public static readonly IReadOnlyList<DeduplicationKey> All =
    [
        // parts that a store might leave out
        new("", null, "id"),
        new("acme", null, "id"),
        new("", "acme", "id"),
        new("acme", "acme", "id"),
        new("", "", "id"),
        new("null", null, "id"),
        new("", "null", "id"),

        // case and white space
        new("", null, "ID"),
        new("", null, "Id"),
        new("ACME", null, "id"),
        new("", "Acme", "id"),
        new("", null, "id "),
        new("", null, " id"),

        // the same when joined
        .. Joined(":"),
        .. Joined("|"),
        .. Joined("/"),
        .. Joined(","),
        .. Joined("-"),
        new("ab", "c", "d"),
        new("a", "bc", "d"),
        new("a", "b", "cd"),
        new("ab", null, "cd"),
        new("abc", null, "d"),

        // characters that mean something somewhere
        new("", null, "{id}"),
        new("{", "}", "id"),
        new("", null, "*"),
        new("", null, "%"),
        new("", null, "_"),
        new("", null, "'; DROP TABLE inbox; --"),
        new("", null, "\"id\""),
        new("", null, "\\"),

        // composed and decomposed, beyond ASCII and beyond the basic plane
        new("", null, "caf\u00e9"),
        new("", null, "cafe\u0301"),
        new("", null, "cafe"),
        new("\u6f22\u5b57", "\u0440\u0443\u0441", "\U0001f600"),
        new("", null, "\U0001f601"),

        // as long as an id can be, and different only at the end
        new("", null, new string('x', 200)),
        new("", null, new string('x', 199) + "y"),
        new("", null, new string('\u6f22', 200)),
        new("", null, new string('\u6f22', 199) + "x"),
    ];

    private static IEnumerable<DeduplicationKey> Joined(string separator) =>
    [
        new($"a{separator}b", "c", "d"),
        new("a", $"b{separator}c", "d"),
        new("a", "b", $"c{separator}d"),
        new($"a{separator}b", null, "c"),
        new("a", null, $"b{separator}c"),
        new("", $"a{separator}b", "c"),
        new("", "a", $"b{separator}c"),
    ];
}
