using System.Text.Json;
using BrokenReceivers;
using BrokenReceivers.Faults;
using BrokenReceivers.Hosting;
using EightBit.Webhooks.Cli.Checking;
using EightBit.Webhooks.Cli.Tests.Support;

namespace EightBit.Webhooks.Cli.Tests.Checking;

/// <summary>The command as a process: what it prints, and how it ends.</summary>
public sealed class CheckCommandTests
{
    [Fact]
    public async Task A_good_receiver_ends_with_0_and_a_line_for_each_check()
    {
        await using var receiver = await RunningReceiver.StartAsync(new SoundReceiver());

        var result = await RunAsync(receiver, "--effects-url", receiver.EffectsUrl, "--load", "20");

        result.ExitCode.Should().Be(0, result.Output + result.Error);
        result.Error.Should().BeEmpty();
        result.Output.Split('\n').Count(line => line.StartsWith("pass ", StringComparison.Ordinal)).Should().Be(Catalog.All.Count - 2);
        result.Output.Should().Contain("37 passed, 0 failed, 1 advice, 1 not visible.").And.NotContain("\u001b");
    }

    [Fact]
    public async Task A_failed_check_ends_with_1_and_says_why_it_matters()
    {
        await using var receiver = await RunningReceiver.StartAsync(new IgnoresTheTimestamp());

        var result = await RunAsync(receiver, "--only", "valid-accepted,timestamp-day-old");

        result.ExitCode.Should().Be(1);
        result.Output.Should().MatchRegex("(?m)^pass +valid-accepted ").And.MatchRegex("(?m)^fail +timestamp-day-old .*accepted")
            .And.Contain("why: A captured delivery").And.Contain("source: Standard Webhooks").And.Contain("1 passed, 1 failed");
    }

    [Fact]
    public async Task A_receiver_that_refuses_a_valid_delivery_ends_with_2_and_what_to_look_at()
    {
        await using var receiver = await RunningReceiver.StartAsync(new OtherSecret("something else"));

        var result = await RunAsync(receiver);

        result.ExitCode.Should().Be(2);
        result.Output.Should().BeEmpty();
        result.Error.Should().Contain("A valid delivery was answered 401").And.Contain("Check that the secret");
    }

    [Fact]
    public async Task Json_has_the_documented_shape()
    {
        await using var receiver = await RunningReceiver.StartAsync(new AnswersGet());

        var result = await RunAsync(receiver, "--json", "--only", "get-refused", "http2", "--only", "accepted-has-effect");

        result.ExitCode.Should().Be(1);
        using var json = JsonDocument.Parse(result.Output);
        var root = json.RootElement;
        root.EnumerateObject().Select(field => field.Name).Should().Equal("format", "url", "startedAt", "complete", "summary", "checks");
        root.GetProperty("format").GetInt32().Should().Be(1);
        root.GetProperty("url").GetString().Should().Be(receiver.Url.ToString());
        root.GetProperty("complete").GetBoolean().Should().BeTrue();
        root.GetProperty("summary").GetRawText().Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal)
            .Should().Be("""{"pass":0,"fail":1,"advice":1,"notVisible":1}""");
        var checks = root.GetProperty("checks").EnumerateArray().ToList();
        checks.Select(check => check.GetProperty("id").GetString() + " " + check.GetProperty("outcome").GetString())
            .Should().Equal("accepted-has-effect not-visible", "get-refused fail", "http2 advice");
        checks[0].EnumerateObject().Select(field => field.Name)
            .Should().Equal("id", "outcome", "title", "reason", "sends", "why", "source", "elapsedMs");
    }

    [Fact]
    public async Task Interrupted_it_ends_with_130_and_what_it_has_found()
    {
        var held = new HeldReceiver();
        await using var receiver = await RunningReceiver.StartAsync(held);
        await using var running = RunningCli.Start(
            ["check", receiver.Url.ToString(), "--json"], new Dictionary<string, string> { ["EIGHTBIT_WEBHOOKS_SECRET"] = SoundReceiver.Secret });
        try
        {
            await held.Holding.WaitAsync(TimeSpan.FromSeconds(60));
            await running.InterruptAsync();
            var result = await running.EndAsync();

            result.ExitCode.Should().Be(130, result.Error);
            using var json = JsonDocument.Parse(result.Output);
            json.RootElement.GetProperty("complete").GetBoolean().Should().BeFalse();
            json.RootElement.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("id").GetString())
                .Should().Equal("valid-accepted", "body-formatting");
        }
        finally
        {
            held.LetGo();
        }
    }

    [Fact]
    public async Task The_list_has_every_check_with_its_reason_and_needs_no_secret()
    {
        var result = await CliProcess.RunAsync(["check", "--list"], secret: null);

        result.ExitCode.Should().Be(0);
        foreach (var check in Catalog.All)
        {
            result.Output.Should().Contain(check.Id + "\n").And.Contain(check.Why).And.Contain(check.Source);
        }
    }

    [Fact]
    public async Task Help_says_that_real_events_are_sent()
        => (await CliProcess.RunAsync("check", "--help")).Output.ReplaceLineEndings(" ").Should().Contain("REAL").And.Contain("test system");

    [Theory]
    [InlineData("no check 'nonsense'", "http://localhost", "--only", "nonsense")]
    [InlineData("no check is left", "http://localhost", "--only", "http2", "--skip", "http2")]
    [InlineData("Which receiver?")]
    [InlineData("not an address", "localhost:5080")]
    [InlineData("--effects-url", "http://localhost", "--effects-url", "http://localhost/effects")]
    [InlineData("--timeout", "http://localhost", "--timeout", "0")]
    [InlineData("--load", "http://localhost", "--load", "0")]
    public async Task What_cannot_be_used_ends_with_2_and_is_named(string message, params string[] arguments)
    {
        var result = await CliProcess.RunAsync(["check", .. arguments], secret: SoundReceiver.Secret);

        result.ExitCode.Should().Be(2);
        result.Error.Should().Contain(message);
    }

    private static Task<CliResult> RunAsync(RunningReceiver receiver, params string[] arguments)
        => CliProcess.RunAsync(["check", receiver.Url.ToString(), .. arguments], secret: SoundReceiver.Secret);
}
