using EightBit.Webhooks.Cli.Output;

namespace EightBit.Webhooks.Cli.CommandLine;

/// <summary>What a command reads from and writes to, beside its arguments.</summary>
internal sealed record Surroundings
{
    /// <summary>Standard input.</summary>
    public required Func<Stream> OpenInput { get; init; }

    /// <summary>Whether there is something to read that nobody types.</summary>
    public required bool IsInputRedirected { get; init; }

    /// <summary>For results: standard output.</summary>
    public required Terminal Out { get; init; }

    /// <summary>Standard output, for results that are bytes.</summary>
    public required Func<Stream> OpenOutput { get; init; }

    /// <summary>For progress, warnings and errors: standard error.</summary>
    public required Terminal Error { get; init; }

    public required Func<string, string?> Environment { get; init; }

    public required TimeProvider Time { get; init; }

    public static Surroundings OfProcess() => new()
    {
        OpenInput = Console.OpenStandardInput,
        IsInputRedirected = Console.IsInputRedirected,
        Out = Terminal.Of(Console.Out, isTerminal: !Console.IsOutputRedirected),
        OpenOutput = Console.OpenStandardOutput,
        Error = Terminal.Of(Console.Error, isTerminal: !Console.IsErrorRedirected),
        Environment = System.Environment.GetEnvironmentVariable,
        Time = TimeProvider.System,
    };
}
