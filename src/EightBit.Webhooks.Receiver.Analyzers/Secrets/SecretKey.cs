using System.Text.RegularExpressions;

namespace EightBit.Webhooks.Receiver.Analyzers.Secrets;

/// <summary>The configuration keys that hold secrets, also as environment variables are named.</summary>
internal static class SecretKey
{
    private static readonly Regex Pattern = new(
        "^EightBit:Webhooks(:Receivers:[^:]+)?:Secrets:[0-9]+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public static bool Is(string key) => Pattern.IsMatch(key.Replace("__", ":"));
}
