namespace EightBit.Webhooks.Cli.CommandLine;

/// <summary>How a command ends, for scripts.</summary>
internal static class ExitCode
{
    /// <summary>Done, and the result is good.</summary>
    public const int Success = 0;

    /// <summary>Done, and the result is bad: a signature that does not match, a failed check, an event that was not delivered.</summary>
    public const int Failure = 1;

    /// <summary>Not done: the arguments, a file, the secret or the environment do not allow it.</summary>
    public const int Unusable = 2;

    /// <summary>Stopped with Ctrl-C.</summary>
    public const int Interrupted = 130;
}
