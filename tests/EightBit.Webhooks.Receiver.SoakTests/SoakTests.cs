using EightBit.Webhooks.TestProcesses;
using Xunit.Abstractions;

namespace EightBit.Webhooks.Receiver.SoakTests;

/// <summary>The soak command, for less than a minute: it finds no loss where none is, and finds what is wrong. Longer with eng/soak.sh.</summary>
[Trait("Category", "Slow")]
public sealed class SoakTests(ITestOutputHelper output)
{
    private const int Good = 0;
    private const int Bad = 1;
    private const int Misused = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Whether anything grows is for eng/soak.sh to judge: in less than a minute, on a machine that other tests use too, events that wait for
    /// the processor look the same.
    /// </summary>
    [Fact]
    public async Task Under_steady_load_with_faults_nothing_is_lost_repeated_or_answered_wrong()
    {
        var (exitCode, report) = await RunAsync("0.75", "--rate", "60");

        exitCode.Should().BeOneOf([Good, Bad], report);
        var verdict = report.Split('\n')[^2];
        verdict.Replace("BAD: ", "", StringComparison.Ordinal).Split("; ")
            .Should().OnlyContain(complaint => complaint == "GOOD" || complaint.EndsWith(": grows"), report);
    }

    [Theory]
    [InlineData("memory,loss", "managed heap: grows", "acknowledged events were lost")]
    [InlineData("handles,dead", "open handles: grows", "events died that were meant to be handled")]
    [InlineData("repetition,error", "events were handled more than once", "lines were printed that no planned fault causes")]
    public async Task An_application_that_leaks_loses_or_fails_is_caught(string flaws, params string[] complaints)
    {
        var (exitCode, report) = await RunAsync("0.5", "--rate", "60", "--flaw", flaws);

        exitCode.Should().Be(Bad, report);
        report.Split('\n')[^2].Should().StartWith("BAD: ").And.ContainAll(complaints);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("ten")]
    [InlineData("1", "--inbox", "paper")]
    [InlineData("1", "--rate")]
    public async Task A_wrong_command_line_is_answered_with_the_usage(params string[] arguments)
        => (await RunAsync(arguments)).ExitCode.Should().Be(Misused);

    private async Task<(int ExitCode, string Report)> RunAsync(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory.Replace("EightBit.Webhooks.Receiver.SoakTests", "Soak", StringComparison.Ordinal), "Soak.dll");
        var ended = await ChildProcess.RunAsync(Patience, "dotnet", [program, .. arguments]);
        output.WriteLine(ended.Output + ended.Errors);
        return (ended.ExitCode, ended.Output);
    }
}
