using System.CommandLine;
using EightBit.Webhooks.Cli.CommandLine;

namespace EightBit.Webhooks.Cli.InboxFiles;

/// <summary>Looks after the file of a SQLite inbox.</summary>
internal static class InboxCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var command = new CliCommand("inbox", "Backs up, restores and checks the file of a SQLite inbox.")
            .Example(
                "eightbit-webhooks inbox backup --sqlite webhooks.db --to webhooks-monday.db",
                "A copy, while the application runs too")
            .Example(
                "eightbit-webhooks inbox restore --sqlite webhooks.db --from webhooks-monday.db",
                "Put it back, after the application was stopped")
            .Example("eightbit-webhooks inbox check --sqlite webhooks.db", "Is the file sound?");
        command.Add(BackupCommand.Create(surroundings));
        command.Add(RestoreCommand.Create(surroundings));
        command.Add(InboxCheckCommand.Create(surroundings));
        return command;
    }
}
