namespace Fuzz.Running;

/// <summary>An input that was not taken as it should be.</summary>
/// <param name="Kind">Crash or hang.</param>
/// <param name="What">The exception, or how long it took.</param>
/// <param name="Cause">The same for inputs that most likely have the same cause.</param>
/// <param name="Input">The bytes.</param>
internal sealed record Finding(FindingKind Kind, string What, string Cause, byte[] Input)
{
    private const int FramesOfCause = 3;

    public static Finding Crash(Exception exception, byte[] input) => new(FindingKind.Crash, exception.ToString(), CauseOf(exception), input);

    public static Finding Hang(TimeSpan time, byte[] input)
        => new(FindingKind.Hang, $"It took {time.TotalSeconds:0.0} s or longer, and again when it was repeated.", nameof(FindingKind.Hang), input);

    // Where it happened, not what it says: messages may quote the input.
    private static string CauseOf(Exception exception)
        => $"{exception.GetType()} {string.Join(' ', (exception.StackTrace ?? "").Split('\n').Take(FramesOfCause).Select(frame => frame.Trim()))}";
}
