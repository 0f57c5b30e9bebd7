using System.CommandLine;
using EightBit.Webhooks.Cli.CommandLine;

namespace EightBit.Webhooks.Cli.DeadLetters;

/// <summary>Looks after the events that an application could not process.</summary>
internal static class DeadLettersCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var command = new CliCommand("deadletters", "Lists, shows, replays and purges dead letters of a SQLite or Redis inbox, while the application runs too.")
            .Example("eightbit-webhooks deadletters list --sqlite webhooks.db", "What is there")
            .Example("eightbit-webhooks deadletters show 12 --sqlite webhooks.db", "Why it died, and what it is")
            .Example("eightbit-webhooks deadletters replay --all --type message.received --sqlite webhooks.db", "After a repair: try all of a type again");
        command.Add(ListCommand.Create(surroundings));
        command.Add(ShowCommand.Create(surroundings));
        command.Add(ReplayCommand.Create(surroundings));
        command.Add(PurgeCommand.Create(surroundings));
        return command;
    }
}
