namespace EightBit.Webhooks.Receiver.Redis.Keys;

/// <summary>Joins parts to one readable text, such that no two lists of parts give the same one.</summary>
internal static class KeyText
{
    /// <summary><c>receiver/tenant/name</c>; where there is no tenant nothing stands between, and in front of one an equals sign.</summary>
    public static string Join(string receiver, string? tenant, string name)
        => $"{Escape(receiver)}/{(tenant is null ? "" : "=" + Escape(tenant))}/{name}";

    // The last part needs none: it is all that is left after the second slash.
    private static string Escape(string part)
        => part.AsSpan().ContainsAny('%', '/')
            ? part.Replace("%", "%25", StringComparison.Ordinal).Replace("/", "%2F", StringComparison.Ordinal)
            : part;
}
