namespace AuditTrail.Demo;

/// <summary>Prints what was seen beside what was promised, and counts what differs.</summary>
internal sealed class DemoReport(TextWriter output)
{
    private int _checks;
    private int _findings;

    public void Heading(string text)
    {
        output.WriteLine();
        output.WriteLine(text);
    }

    public void Expect(string what, object expected, object seen)
    {
        _checks++;
        var asExpected = expected.Equals(seen);
        _findings += asExpected ? 0 : 1;
        output.WriteLine(asExpected ? $"  {what}: {seen}" : $"! {what}: {seen}, expected {expected}");
    }

    public void ExpectText(string what, string expected, string seen)
    {
        _checks++;
        var asExpected = seen.Contains(expected, StringComparison.Ordinal);
        _findings += asExpected ? 0 : 1;
        output.WriteLine($"{(asExpected ? ' ' : '!')} {what}:");
        foreach (var line in seen.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            output.WriteLine($"      {line}");
        }

        if (!asExpected)
        {
            output.WriteLine($"      expected: {expected}");
        }
    }

    /// <returns>Whether everything was as promised.</returns>
    public bool Conclude()
    {
        output.WriteLine();
        output.WriteLine(_findings == 0 ? $"All {_checks} checks were as promised." : $"NOT as promised: {_findings} of {_checks} checks, marked with '!'.");
        return _findings == 0;
    }
}
