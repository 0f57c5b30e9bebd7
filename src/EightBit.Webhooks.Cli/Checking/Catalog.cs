using EightBit.Webhooks.Cli.Checking.Checks;
using EightBit.Webhooks.Cli.CommandLine;

namespace EightBit.Webhooks.Cli.Checking;

/// <summary>All checks, in the order in which they run.</summary>
internal static class Catalog
{
    public static readonly IReadOnlyList<Check> All =
    [
        .. AcceptanceChecks.All,
        .. SignatureChecks.All,
        .. SecretChecks.All,
        .. TimestampChecks.All,
        .. DuplicateChecks.All,
        .. EffectChecks.All,
        .. BodyChecks.All,
        .. HttpChecks.All,
        .. SpeedChecks.All,
    ];

    /// <param name="only">The ids to run; all when there are none.</param>
    /// <param name="skip">The ids to leave out of those.</param>
    /// <exception cref="CliException">There is no check of that id, or none is left.</exception>
    public static IReadOnlyList<Check> Select(IReadOnlyCollection<string> only, IReadOnlyCollection<string> skip)
    {
        foreach (var id in only.Concat(skip))
        {
            if (All.All(check => check.Id != id))
            {
                throw new CliException($"There is no check '{id}'. --list shows all.");
            }
        }

        var selected = All.Where(check => (only.Count == 0 || only.Contains(check.Id)) && !skip.Contains(check.Id)).ToList();
        return selected.Count > 0 ? selected : throw new CliException("With these --only and --skip no check is left.");
    }
}
