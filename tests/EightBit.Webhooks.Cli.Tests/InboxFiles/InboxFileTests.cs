using EightBit.Webhooks.Cli.Tests.DeadLetters;
using EightBit.Webhooks.Cli.Tests.Support;

namespace EightBit.Webhooks.Cli.Tests.InboxFiles;

/// <summary>Backup, restoration and check of a SQLite file, from a shell.</summary>
public sealed class InboxFileTests : IDisposable
{
    private readonly TemporaryLetters _letters = new();

    private string Backup => _letters.File + ".backup";

    public void Dispose() => _letters.Dispose();

    [Fact]
    public async Task What_was_backed_up_is_checked_and_restored()
    {
        await _letters.AddAsync(2);
        var backup = await RunAsync("backup", "--sqlite", _letters.File, "--to", Backup);
        backup.ExitCode.Should().Be(0, backup.Error);
        backup.Output.Should().Be($"Backed up to {Backup}: 0 pending events, 2 dead letters, 2 remembered ids.\n");
        await _letters.AddAsync(1, "conversation.ended");

        (await RunAsync("check", "--sqlite", _letters.File)).Output.Should().Be("Sound: 0 pending events, 3 dead letters, 3 "
            + "remembered ids.\n");
        (await RunAsync("check", "--sqlite", $"Data Source={Backup}")).Output.Should().Be("Sound: 0 pending events, 2 dead "
            + "letters, 2 remembered ids.\n");
        var asked = await RunAsync("restore", "--sqlite", _letters.File, "--from", Backup);
        asked.ExitCode.Should().Be(2);
        asked.Error.Should().Contain("--yes").And.Contain("Nothing was done");

        var restored = await RunAsync("restore", "--sqlite", _letters.File, "--from", Backup, "--yes");

        restored.ExitCode.Should().Be(0, restored.Error);
        restored.Output.Should().MatchRegex(
            @"^Restored from \S+\.backup\.\nThe file that was there is \S+\.before-restore-\d{8}T\d{6}Z\.\n$");
        (await RunAsync("check", "--sqlite", _letters.File)).Output.Should().Be("Sound: 0 pending events, 2 dead letters, 2 "
            + "remembered ids.\n");
    }

    [Fact]
    public async Task A_damaged_file_ends_with_1_and_says_what_is_wrong()
    {
        await _letters.AddAsync(50);
        using (var file = new FileStream(_letters.File, FileMode.Open))
        {
            file.Position = file.Length / 2;
            file.Write(new byte[8_192]);
        }

        var check = await RunAsync("check", "--sqlite", _letters.File);

        check.ExitCode.Should().Be(1, check.Error);
        check.Output.Should().StartWith("Damaged:\n  ");
    }

    [Theory]
    [InlineData("There is no file", "check", "--sqlite", "/nowhere/webhooks.db")]
    [InlineData("There is no file", "backup", "--sqlite", "/nowhere/webhooks.db", "--to", "/nowhere/backup.db")]
    [InlineData("does not exist", "restore", "--sqlite", "/nowhere/webhooks.db", "--from", "/nowhere/backup.db", "--yes")]
    [InlineData("--sqlite", "check")]
    public async Task What_cannot_be_done_ends_with_2_and_a_message(string message, params string[] arguments)
    {
        var run = await RunAsync(arguments);

        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain(message);
    }

    private static Task<CliResult> RunAsync(params string[] arguments) => CliProcess.RunAsync(["inbox", .. arguments]);
}
