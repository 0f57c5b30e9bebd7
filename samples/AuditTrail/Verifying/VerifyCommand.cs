namespace AuditTrail.Verifying;

/// <summary><c>verify FILE [--head HASH]</c>. May run while the application writes.</summary>
internal static class VerifyCommand
{
    public const int Intact = 0;
    public const int Broken = 1;
    public const int WrongUsage = 2;

    private const int HashDigits = 64;

    public static int Run(ReadOnlySpan<string> arguments, TextWriter output)
    {
        var head = arguments is [_, "--head", var hash] ? hash.ToLowerInvariant() : null;
        if (arguments is not ([_] or [_, "--head", _]) || head is not null && (head.Length != HashDigits || !head.All(char.IsAsciiHexDigit)))
        {
            output.WriteLine("Usage: AuditTrail verify FILE [--head HASH], the hash as 64 hex digits.");
            return WrongUsage;
        }

        try
        {
            using var trail = new FileStream(arguments[0], FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return Report(ChainVerifier.Verify(trail, head), output);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            output.WriteLine($"The trail cannot be read: {exception.Message}");
            return WrongUsage;
        }
    }

    private static int Report(ChainVerdict verdict, TextWriter output)
    {
        if (!verdict.IsIntact)
        {
            output.WriteLine($"NOT intact, {verdict.Problem}");
            return Broken;
        }

        output.WriteLine($"{verdict.Head.Entries} {Entries(verdict.Head.Entries)}, chain intact");
        output.WriteLine($"head: {verdict.Head.Head}");
        if (verdict.KnownEntries is { } known)
        {
            output.WriteLine($"the given head is entry {known}; {verdict.Head.Entries - known} came after it");
        }

        if (verdict.TornBytes > 0)
        {
            output.WriteLine(
                $"after it: {verdict.TornBytes} bytes of an unfinished entry, which is being written now or was cut by a crash; the application removes it at its next start and records that");
        }

        return Intact;
    }

    private static string Entries(long count) => count == 1 ? "entry" : "entries";
}
