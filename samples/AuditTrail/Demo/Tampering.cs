using System.Text;
using AuditTrail.Chain;

namespace AuditTrail.Demo;

/// <summary>What somebody might do to the file who can write to it.</summary>
internal static class Tampering
{
    public static string[] Change(string[] lines, int index)
        => [.. lines[..index], lines[index].Replace("\"HMAC-SHA256\"", "\"HMAC-SHA255\"", StringComparison.Ordinal), .. lines[(index + 1)..]];

    /// <summary>Somebody who knows the format: the entry's own hash is right again.</summary>
    public static string[] ChangeAndSeal(string[] lines, int index)
    {
        var changed = Change(lines, index)[index];
        var json = changed[..changed.IndexOf(",\"hash\":", StringComparison.Ordinal)] + "}";
        var line = Encoding.UTF8.GetString(ChainLink.Seal(Encoding.UTF8.GetBytes(json), out _)).TrimEnd('\n');
        return [.. lines[..index], line, .. lines[(index + 1)..]];
    }

    public static string[] Remove(string[] lines, int index) => [.. lines[..index], .. lines[(index + 1)..]];

    public static string[] Insert(string[] lines, int index)
        => [.. lines[..index], lines[index].Replace("\"attempt\":1", "\"attempt\":2", StringComparison.Ordinal), .. lines[index..]];

    public static string[] InsertAgain(string[] lines, int index) => [.. lines[..index], lines[0], .. lines[index..]];

    public static string[] Swap(string[] lines, int index) => [.. lines[..index], lines[index + 1], lines[index], .. lines[(index + 2)..]];

    public static string[] CutOff(string[] lines, int count) => lines[..^count];
}
