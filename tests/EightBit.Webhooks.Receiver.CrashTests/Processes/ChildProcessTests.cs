using System.Globalization;

namespace EightBit.Webhooks.Receiver.CrashTests.Processes;

/// <summary>What the tests start ends with them, and nothing is waited for without a limit.</summary>
public sealed class ChildProcessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Little = TimeSpan.FromMilliseconds(200);

    [Theory]
    [InlineData("sleep 1000 & echo $!; wait")] // a child
    [InlineData("(sleep 1000 & echo $!); exec sleep 1000")] // one whose parent has ended
    [InlineData("(setsid sleep 1000 < /dev/null > /dev/null 2>&1 & echo $!)")] // a daemon, left behind by a program that has ended
    public async Task Disposing_it_ends_everything_that_it_started(string script)
    {
        int started;
        await using (var process = ChildProcess.Start("bash", "-c", script))
        {
            started = int.Parse(await process.NextLineAsync(Patience), CultureInfo.InvariantCulture);
            IsRunning(started).Should().BeTrue();
        }

        IsRunning(started).Should().BeFalse();
    }

    [Fact]
    public async Task A_test_that_fails_in_the_middle_of_a_started_server_leaves_nothing()
    {
        var started = 0;
        var test = async () =>
        {
            await using var server = ChildProcess.Start("bash", "-c", "echo $$; exec sleep 1000");
            started = int.Parse(await server.NextLineAsync(Patience), CultureInfo.InvariantCulture);
            await server.WhenPrintedAsync("ready", Little);
        };

        await test.Should().ThrowAsync<TimeoutException>().WithMessage("*did not print a line with \"ready\" within*");
        IsRunning(started).Should().BeFalse();
    }

    [Fact]
    public async Task Ending_one_leaves_the_others_alone()
    {
        await using var other = ChildProcess.Start("sleep", "1000");
        await using (ChildProcess.Start("sleep", "1000"))
        {
        }

        other.HasExited.Should().BeFalse();
    }

    [Fact]
    public async Task A_line_is_read_only_once_its_end_is_written()
    {
        await using var process = ChildProcess.Start("bash", "-c", "printf 'http://127.0.0.1:12'; read; echo 345");

        await FluentActions.Awaiting(() => process.WhenPrintedAsync("http", Little)).Should().ThrowAsync<TimeoutException>();
        await process.Input.WriteLineAsync();
        await process.Input.FlushAsync();

        (await process.WhenPrintedAsync("http", Patience)).Should().Be("http://127.0.0.1:12345");
    }

    [Fact]
    public async Task A_program_that_ends_without_the_line_is_not_waited_for()
    {
        await using var process = ChildProcess.Start("bash", "-c", "echo no such luck >&2");

        await FluentActions.Awaiting(() => process.WhenPrintedAsync("ready", TimeSpan.FromHours(1)))
            .Should().ThrowAsync<InvalidOperationException>().WithMessage("*ended and did not print*\"ready\"*no such luck*");
    }

    [Fact]
    public async Task A_program_that_does_not_end_is_ended_and_named()
    {
        await FluentActions.Awaiting(() => ChildProcess.RunAsync(Little, "sleep", "1000"))
            .Should().ThrowAsync<TimeoutException>().WithMessage("'sleep 1000' did not end*");
    }

    [Fact]
    public async Task It_returns_all_that_was_printed_and_the_exit_code()
    {
        var ended = await ChildProcess.RunAsync(Patience, "bash", "-c", "seq 1 100000; printf 'no newline' >&2; exit 7");

        ended.ExitCode.Should().Be(7);
        ended.Output.Should().Be(string.Concat(Enumerable.Range(1, 100_000).Select(number => $"{number}\n")));
        ended.Errors.Should().Be("no newline");
    }

    /// <summary>A process that has ended, and whose parent has not noticed yet, is a zombie.</summary>
    private static bool IsRunning(int id)
        => File.Exists($"/proc/{id}/stat") && !File.ReadAllText($"/proc/{id}/stat").Split(") ")[1].StartsWith('Z');
}
