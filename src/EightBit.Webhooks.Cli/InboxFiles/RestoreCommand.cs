using System.CommandLine;
using EightBit.Webhooks.Cli.CommandLine;
using EightBit.Webhooks.Cli.Input;

namespace EightBit.Webhooks.Cli.InboxFiles;

/// <summary>Puts a copy in the place of the file.</summary>
internal static class RestoreCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var from = new Option<string>("--from") { Description = "The backup, which stays as it is.", HelpName = "file", Required = true };
        var command = new CliCommand("restore", "Puts a backup in the place of the inbox's file. The application must not "
            + "run; the file that was there is kept.")
            .Example(
                "eightbit-webhooks inbox restore --sqlite /var/lib/app/webhooks.db --from /backup/webhooks-2026-11-23.db",
                "After the application was stopped");
        var file = InboxFileOption.AddTo(command, surroundings);
        var confirmation = Confirmation.AddTo(command, surroundings);
        command.Add(from);
        command.SetAction(async (result, cancellationToken) =>
        {
            var question = $"Replace {file.Text(result)}? Events that were done since the backup run again, and what was "
                + "accepted since is not in it.";
            if (!await confirmation.IsMeantAsync(result, question, cancellationToken))
            {
                return ExitCode.Failure;
            }

            var backup = result.GetValue(from)!;
            var previous = await file.UseAsync(result, inbox => inbox.RestoreAsync(backup, cancellationToken));
            surroundings.Out.WriteLine($"Restored from {backup}.");
            if (previous is not null)
            {
                surroundings.Out.WriteLine($"The file that was there is {previous}.");
            }

            return ExitCode.Success;
        });
        return command;
    }
}
