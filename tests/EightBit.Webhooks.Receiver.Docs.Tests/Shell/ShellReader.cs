using System.Diagnostics;
using EightBit.Webhooks.Receiver.Docs.Tests.Pages;

namespace EightBit.Webhooks.Receiver.Docs.Tests.Shell;

/// <summary>
/// Has bash itself read a block, in an empty folder where no command can be found: each is written down with its arguments, as bash
/// would have given them, and none is run.
/// </summary>
internal static class ShellReader
{
    private const string EndOfCommand = "\u0001";

    private const string Rehearsal =
        """
        for script in $SCRIPTS; do
          mkdir -p "${script%/*}"
          echo "#!/bin/bash
        printf '%s\\0' \"\$0\" \"\$@\" \$'\\1' >> \"\$RECORD\"" > "$script"
          chmod +x "$script"
        done
        record() {
          printf '%s\0' "$@" $'\1' >> "$RECORD"
          if [[ -p /dev/stdin ]]; then while read -r; do :; done; fi # or whatever writes into the pipe would complain
        }
        command_not_found_handle() { record "$@"; }
        cd() { record cd "$@"; }
        source() { record source "$@"; }
        PATH=/nowhere
        set -u

        """;

    /// <summary>The scripts of the repository that a page may name, by their paths.</summary>
    public static IReadOnlyList<string> Scripts { get; } = [".ci/run", .. Repository.Files(".sh")];

    public static async Task<IReadOnlyList<string[]>> ReadAsync(CodeBlock block)
    {
        var folder = Directory.CreateTempSubdirectory("docs-");
        try
        {
            var record = Path.Combine(folder.FullName, "record");
            await File.WriteAllTextAsync(record, "");
            var start = new ProcessStartInfo("bash", ["-c", Rehearsal + block.Text])
            {
                WorkingDirectory = folder.FullName,
            };
            start.Environment["RECORD"] = record;
            start.Environment["SCRIPTS"] = string.Join(' ', Scripts);
            (await ChildProcess.RunAsync(start, TimeSpan.FromMinutes(1))).Errors.Should().BeEmpty($"bash understands {block}");
            return Split(await File.ReadAllTextAsync(record));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static List<string[]> Split(string record)
    {
        var commands = new List<string[]>();
        var words = new List<string>();
        foreach (var word in record.Split('\0'))
        {
            if (word == EndOfCommand)
            {
                commands.Add([.. words]);
                words.Clear();
            }
            else
            {
                words.Add(word);
            }
        }

        return commands;
    }
}
