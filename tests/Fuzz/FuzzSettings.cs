using System.Globalization;
using Fuzz.Targets;

namespace Fuzz;

/// <summary>What the plain mode was told.</summary>
internal sealed record FuzzSettings
{
    public const string Usage =
        """
        Usage: eng/fuzz.sh TARGET [SECONDS]                            with afl++, which looks for new paths through the code; 600 seconds unless given
               eng/fuzz.sh --plain [INPUTS] [--seed N] [TARGET]        without; one million inputs over all targets unless given
               eng/fuzz.sh --replay TARGET FILE                        one input again
               eng/fuzz.sh --list                                      the targets
        """;

    public long Inputs { get; init; } = 1_000_000;

    public int Seed { get; init; } = Random.Shared.Next();

    public IReadOnlyList<FuzzTarget> Targets { get; init; } = FuzzTargets.All;

    /// <summary>Where inputs go that were not taken as they should be.</summary>
    public string FindingsFolder { get; init; } = Path.Combine("artifacts", "fuzz", "findings");

    /// <returns>Null where the command line is wrong.</returns>
    public static FuzzSettings? Parse(IReadOnlyList<string> arguments)
    {
        FuzzSettings? settings = new();
        for (var index = 0; index < arguments.Count && settings is not null; index++)
        {
            settings = arguments[index] switch
            {
                "--seed" => Number(arguments.ElementAtOrDefault(++index)) is { } seed and <= int.MaxValue ? settings with { Seed = (int)seed } : null,
                var text when Number(text) is { } inputs => settings with { Inputs = inputs },
                var text => FuzzTargets.Find(text) is { } target ? settings with { Targets = [target] } : null,
            };
        }

        return settings;
    }

    private static long? Number(string? text)
        => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
