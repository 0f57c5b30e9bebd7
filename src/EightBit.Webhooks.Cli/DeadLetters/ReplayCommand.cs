using System.CommandLine;
using EightBit.Webhooks.Cli.CommandLine;
using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Cli.DeadLetters;

/// <summary>Has dead letters processed again.</summary>
internal static class ReplayCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var command = new CliCommand("replay", "Puts dead letters back to be processed. Handlers that had succeeded do not run again.")
            .Example("eightbit-webhooks deadletters replay 12 17 --sqlite webhooks.db", "These two")
            .Example("eightbit-webhooks deadletters replay --all --type message.received --yes --sqlite webhooks.db", "All of a type, from a script")
            .Example("EIGHTBIT_WEBHOOKS_REDIS=redis:6379,password=… eightbit-webhooks deadletters replay --all --since 2h", "What died in the outage of the last two hours, from Redis");
        var selection = LetterSelection.AddTo(command, surroundings);
        var inbox = InboxOptions.AddTo(command, surroundings);
        command.SetAction((result, cancellationToken) => inbox.UseAsync(
            result,
            async opened => await selection.ReadAsync(result, opened, "Replay", cancellationToken) is { } entryIds
                ? await LetterChange.RunAsync(
                    surroundings, "Replayed", entryIds, opened.MaxChanges, async some => (await opened.ReplayAsync(some, cancellationToken)).Select(Describe), cancellationToken)
                : ExitCode.Failure,
            cancellationToken));
        return command;
    }

    private static (bool IsDone, string What) Describe(ReplayOutcome outcome) => outcome switch
    {
        ReplayOutcome.Replayed => (true, "replayed"),
        ReplayOutcome.Full => (false, "no room: the inbox is full; it stays a dead letter"),
        _ => (false, "not found: it was replayed or purged before"),
    };
}
