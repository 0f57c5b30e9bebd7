using System.CommandLine;
using EightBit.Webhooks.Cli.CommandLine;

namespace EightBit.Webhooks.Cli.DeadLetters;

/// <summary>Deletes dead letters.</summary>
internal static class PurgeCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var command = new CliCommand("purge", "Deletes dead letters for good. Their ids stay remembered: what the platform sends again is a duplicate.")
            .Example("eightbit-webhooks deadletters purge 12 --sqlite webhooks.db", "This one")
            .Example("eightbit-webhooks deadletters purge --older-than 30d --yes --redis redis.example.com:6379", "Old ones, from a script");
        var selection = LetterSelection.AddTo(command, surroundings);
        var inbox = InboxOptions.AddTo(command, surroundings);
        command.SetAction((result, cancellationToken) => inbox.UseAsync(
            result,
            async opened => await selection.ReadAsync(result, opened, "Purge", cancellationToken) is { } entryIds
                ? await LetterChange.RunAsync(
                    surroundings, "Purged", entryIds, opened.MaxChanges, async some => (await opened.PurgeAsync(some, cancellationToken)).Select(Describe), cancellationToken)
                : ExitCode.Failure,
            cancellationToken));
        return command;
    }

    private static (bool IsDone, string What) Describe(bool purged) => purged ? (true, "purged") : (false, "not found: it was replayed or purged before");
}
