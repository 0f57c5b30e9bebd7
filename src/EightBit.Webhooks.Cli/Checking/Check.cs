namespace EightBit.Webhooks.Cli.Checking;

/// <summary>One thing that a receiver is held to.</summary>
internal sealed record Check
{
    /// <summary>Stable: scripts and reports name it.</summary>
    public required string Id { get; init; }

    /// <summary>What a good receiver does.</summary>
    public required string Title { get; init; }

    /// <summary>What is sent to find out.</summary>
    public required string Sends { get; init; }

    /// <summary>What goes wrong otherwise.</summary>
    public required string Why { get; init; }

    /// <summary>Where the demand comes from.</summary>
    public required string Source { get; init; }

    public required Func<Subject, CancellationToken, Task<Verdict>> RunAsync { get; init; }
}
