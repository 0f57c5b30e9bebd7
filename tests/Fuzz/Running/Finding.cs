namespace Fuzz.Running;

/// <summary>An input that was not taken as it should be.</summary>
/// <param name="Kind">Crash or hang.</param>
/// <param name="What">The exception, or how long it took.</param>
/// <param name="Cause">The same for inputs that most likely have the same cause.</param>
/// <param name="Input">The bytes.</param>
internal sealed record Finding(FindingKind Kind, string What, string Cause, byte[] Input)
{
    public static Finding Crash(Exception exception, byte[] input) => new(FindingKind.Crash, exception.ToString(), CauseOf(exception), input);

    public static Finding Hang(TimeSpan time, byte[] input)
        => new(FindingKind.Hang, $"The input took {time.TotalSeconds:0.0} s or longer, and again when it was repeated.", nameof(FindingKind.Hang), input);

    // Messages of our own promises may quote the input; where it happened does not.
    private static string CauseOf(Exception exception)
        => $"{exception.GetType()} {exception.StackTrace?.Split('\n')[..Math.Min(2, exception.StackTrace.Split('\n').Length)].Aggregate("", (all, line) => all + line.Trim() + " ")}";
}
