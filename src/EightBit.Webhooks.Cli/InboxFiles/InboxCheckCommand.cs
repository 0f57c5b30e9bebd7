using System.CommandLine;
using EightBit.Webhooks.Cli.CommandLine;

namespace EightBit.Webhooks.Cli.InboxFiles;

/// <summary>Says whether the file is sound.</summary>
internal static class InboxCheckCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var command = new CliCommand("check", "Checks all pages, rows and indexes of the inbox's file, and changes nothing. "
            + "The application may run.")
            .Example(
                "eightbit-webhooks inbox check --sqlite /var/lib/app/webhooks.db",
                "After the disk has reported errors, or before a backup is restored");
        var file = InboxFileOption.AddTo(command, surroundings);
        command.SetAction(async (result, cancellationToken) =>
        {
            var check = await file.UseAsync(result, inbox => inbox.CheckAsync(cancellationToken));
            if (check.IsSound)
            {
                surroundings.Out.WriteLine($"Sound: {InboxFileOption.Describe(check)}.");
                return ExitCode.Success;
            }

            var hasWal = check.ProblemsWithoutWal is not null;
            surroundings.Out.WriteLine(hasWal ? "Damaged, together with its -wal:" : "Damaged:");
            check.Problems.ToList().ForEach(problem => surroundings.Out.WriteLine($"  {problem}"));
            if (hasWal)
            {
                surroundings.Out.WriteLine(check.ProblemsWithoutWal!.Count == 0
                    ? "The file alone is sound. If it is a backup that was put back, the -wal is that of another file: move "
                        + "the -wal and the -shm away."
                    : "The file alone is damaged too.");
            }

            return ExitCode.Failure;
        });
        return command;
    }
}
