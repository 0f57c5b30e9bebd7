using System.CommandLine;
using EightBit.Webhooks.Cli.CommandLine;

namespace EightBit.Webhooks.Cli.InboxFiles;

/// <summary>Copies the file as it is at one moment.</summary>
internal static class BackupCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var to = new Option<string>("--to") { Description = "The file to write, which is not there yet.", HelpName = "file", Required = true };
        var command = new CliCommand("backup", "Writes a copy of the inbox as it is at one moment, and checks it. The "
            + "application may run.")
            .Example(
                "eightbit-webhooks inbox backup --sqlite /var/lib/app/webhooks.db --to \"/backup/webhooks-$(date +%F).db\"",
                "From a script, once a day");
        var file = InboxFileOption.AddTo(command, surroundings);
        command.Add(to);
        command.SetAction(async (result, cancellationToken) =>
        {
            var target = result.GetValue(to)!;
            var content = await file.UseAsync(result, inbox => inbox.BackupAsync(target, cancellationToken));
            surroundings.Out.WriteLine($"Backed up to {target}: {InboxFileOption.Describe(content)}.");
            return ExitCode.Success;
        });
        return command;
    }
}
