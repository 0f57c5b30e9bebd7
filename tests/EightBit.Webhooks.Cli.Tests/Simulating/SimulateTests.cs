using System.Diagnostics;
using System.Text.Json;
using EightBit.Webhooks.Cli.Tests.Support;

namespace EightBit.Webhooks.Cli.Tests.Simulating;

/// <summary>The command simulate, as a shell sees it.</summary>
public sealed class SimulateTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task All_events_are_sent_signed_and_the_report_agrees_with_the_receiver()
    {
        await using var server = await RecordingServer.StartAsync();

        var run = await CliProcess.RunAsync("simulate", "--to", server.Url, "--events", "300", "--rate", "max", "--duplicates", "10%", "--reorder", "10%", "--json");

        run.ExitCode.Should().Be(0, run.Error);
        server.Requests.Should().OnlyContain(request => request.IsSigned);
        server.Requests.Select(Id).Distinct().Should().HaveCount(300);
        var report = JsonElement.Parse(run.Output);
        Number(report, "events", "sent").Should().Be(300);
        Number(report, "events", "firstTry").Should().Be(300);
        Number(report, "duplicates", "sent").Should().Be(server.Requests.Count - 300).And.BePositive();
        Number(report, "attempts", "total").Should().Be(server.Requests.Count);
        Number(report, "acknowledgement", "count").Should().Be(server.Requests.Count);
    }

    [Fact]
    public async Task The_json_has_the_documented_shape_and_is_alone_on_standard_output()
    {
        await using var server = await RecordingServer.StartAsync((_, context) => RecordingServer.AnswerAsync(context, 500, """{"code":"broken"}"""));

        var run = await CliProcess.RunAsync("simulate", "--to", server.Url, "--events", "1", "--time-scale", "1000000", "--seed", "7", "--json");

        run.ExitCode.Should().Be(1);
        Shape(JsonElement.Parse(run.Output), "").Should().Equal(
            "version", "url", "seed", "startedAt", "interrupted", "durationSeconds",
            "events.sent", "events.delivered", "events.firstTry", "events.afterRetries", "events.failedForGood", "events.undecided",
            "attempts.total", "attempts.retries", "attempts.failed.status", "attempts.failed.timeout", "attempts.failed.connection",
            "duplicates.sent", "duplicates.concurrent", "duplicates.acknowledged", "duplicates.failed",
            "acknowledgement.count", "acknowledgement.p50Ms", "acknowledgement.p95Ms", "acknowledgement.p99Ms", "acknowledgement.maxMs", "acknowledgement.limitMs",
            "rate.askedPerSecond", "rate.eventsPerSecond", "rate.attemptsPerSecond",
            "answers[].status", "answers[].code", "answers[].count",
            "failures[].id", "failures[].type", "failures[].reason", "failures[].status", "failures[].code");
    }

    [Fact]
    public async Task The_same_seed_sends_the_same_bodies_byte_for_byte()
    {
        var first = await SendAsync("42");
        var second = await SendAsync("42");
        var other = await SendAsync("43");

        first.Count.Should().BeGreaterThan(100, "there are duplicates");
        (first.SequenceEqual(second), first.SequenceEqual(other)).Should().Be((true, false));

        async Task<List<string>> SendAsync(string seed)
        {
            await using var server = await RecordingServer.StartAsync();
            var run = await CliProcess.RunAsync(
                "simulate", "--to", server.Url, "--events", "100", "--rate", "max", "--concurrency", "1", "--duplicates", "10%", "--seed", seed, "--created-at", "2026-01-31T12:00:00Z");
            run.ExitCode.Should().Be(0, run.Error);
            return [.. server.Requests.Select(request => request.Text)];
        }
    }

    [Fact]
    public async Task Failed_attempts_are_made_again_by_the_platforms_schedule_and_then_it_has_failed_for_good()
    {
        await using var server = await RecordingServer.StartAsync((_, context) => RecordingServer.AnswerAsync(context, 503));

        var run = await CliProcess.RunAsync("simulate", "--to", server.Url, "--events", "1", "--time-scale", "10000");

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain("failed for good");
        server.Requests.Should().HaveCount(7);
        int[] delays = [1, 6, 30, 90, 360, 2_160];
        var gaps = server.Requests.Zip(server.Requests.Skip(1), (one, next) => Stopwatch.GetElapsedTime(one.At, next.At).TotalMilliseconds).ToList();

        // Noted a moment after the request began, so a gap may be measured a little short.
        gaps.Zip(delays).Should().OnlyContain(pair => pair.First > (0.9 * pair.Second) - 5);
    }

    [Fact]
    public async Task What_is_not_answered_in_5_seconds_is_a_failed_attempt_whatever_the_time_scale()
    {
        var first = 1;
        await using var server = await RecordingServer.StartAsync((_, context)
            => Interlocked.Exchange(ref first, 0) == 1 ? Task.Delay(Timeout.Infinite, context.RequestAborted) : RecordingServer.AnswerAsync(context, 200));

        var run = await CliProcess.RunAsync("simulate", "--to", server.Url, "--events", "1", "--time-scale", "1000000", "--json");

        run.ExitCode.Should().Be(0, run.Error);
        var report = JsonElement.Parse(run.Output);
        Number(report, "attempts", "failed", "timeout").Should().Be(1);
        Number(report, "events", "afterRetries").Should().Be(1);
        report.GetProperty("durationSeconds").GetDouble().Should().BeInRange(5, 15);
    }

    [Fact]
    public async Task A_receiver_that_goes_away_is_a_failed_connection()
    {
        await using var server = await RecordingServer.StartAsync((_, context) =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        var run = await CliProcess.RunAsync("simulate", "--to", server.Url, "--events", "2", "--time-scale", "1000000", "--json");

        run.ExitCode.Should().Be(1);
        Number(JsonElement.Parse(run.Output), "attempts", "failed", "connection").Should().Be(14);
    }

    [Fact]
    public async Task Interrupted_it_ends_with_130_and_the_report_of_what_was_done()
    {
        var many = new TaskCompletionSource();
        var count = 0;
        await using var server = await RecordingServer.StartAsync((_, context) =>
        {
            if (Interlocked.Increment(ref count) == 20)
            {
                many.SetResult();
            }

            return RecordingServer.AnswerAsync(context, 200);
        });
        await using var running = RunningCli.Start("simulate", "--to", server.Url, "--duration", "1h", "--rate", "100/s", "--json");
        await many.Task.WaitAsync(TimeSpan.FromSeconds(60));

        await running.InterruptAsync();

        var run = await running.EndAsync();
        run.ExitCode.Should().Be(130, run.Error);
        var report = JsonElement.Parse(run.Output);
        report.GetProperty("interrupted").GetBoolean().Should().BeTrue();
        Number(report, "events", "delivered").Should().BeGreaterThanOrEqualTo(19);
        Number(report, "events", "sent").Should().Be(server.Requests.Count);
    }

    [Fact]
    public async Task Interrupted_while_the_receiver_hangs_it_does_not_wait_for_the_answers()
    {
        var begun = new TaskCompletionSource();
        await using var server = await RecordingServer.StartAsync((_, context) =>
        {
            begun.TrySetResult();
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        await using var running = RunningCli.Start("simulate", "--to", server.Url, "--events", "3");
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(60));

        await running.InterruptAsync();

        var run = await running.EndAsync();
        run.ExitCode.Should().Be(130, run.Error);
        run.Output.Should().Contain("Interrupted").And.Contain("undecided");
    }

    [Fact]
    public async Task Where_nobody_listens_it_does_not_begin()
    {
        var server = await RecordingServer.StartAsync();
        var url = server.Url;
        await server.DisposeAsync();

        var run = await CliProcess.RunAsync("simulate", "--to", url, "--json");

        run.ExitCode.Should().Be(2);
        run.Output.Should().BeEmpty();
        run.Error.Should().Contain("cannot be reached");
    }

    [Fact]
    public async Task The_rate_is_kept()
    {
        await using var server = await RecordingServer.StartAsync();

        var run = await CliProcess.RunAsync("simulate", "--to", server.Url, "--events", "40", "--rate", "20/s", "--json");

        // As the tool has sent them: when a busy machine receives them says nothing of the rate.
        var rate = JsonElement.Parse(run.Output).GetProperty("rate");
        rate.GetProperty("askedPerSecond").GetDouble().Should().Be(20);
        rate.GetProperty("eventsPerSecond").GetDouble().Should().BeInRange(1, 21, "40 events take 39 intervals of 50 ms");
        server.Requests.Should().HaveCount(40);
    }

    [Fact]
    public async Task The_page_has_charts_and_needs_nothing_else()
    {
        await using var server = await RecordingServer.StartAsync();
        await File.WriteAllTextAsync(_file, new string('x', 100_000));

        var run = await CliProcess.RunAsync("simulate", "--to", server.Url + "?a=<b>", "--events", "50", "--rate", "max", "--html", _file);

        run.ExitCode.Should().Be(0, run.Error);
        run.Output.Should().Contain("All events were delivered.").And.NotContain("\u001b");
        var page = await File.ReadAllTextAsync(_file);
        page.Should().StartWith("<!doctype html>").And.Contain("<svg").And.Contain("prefers-color-scheme: dark").And.EndWith("</html>\n");
        page.Should().NotContain("<script").And.NotContain("<link").And.NotContain("@import").And.NotContain("src=").And.NotContain("<b>");
    }

    [Theory]
    [InlineData("No event type is 'mesage.*'", "--types", "mesage.*")]
    [InlineData("is not a rate", "--rate", "50")]
    [InlineData("is not a share", "--duplicates", "120%")]
    [InlineData("is not a number of events", "--events", "0")]
    [InlineData("is not a length of time", "--duration", "10")]
    [InlineData("is not a number from 0.1", "--time-scale", "0")]
    [InlineData("cannot be written", "--html", "/no/such/folder/report.html")]
    public async Task What_makes_no_sense_ends_with_2_and_says_why(string why, params string[] arguments)
    {
        var run = await CliProcess.RunAsync(["simulate", .. arguments], CliProcess.Secret);

        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain(why);
    }

    private static long Number(JsonElement report, params string[] path) => path.Aggregate(report, (json, name) => json.GetProperty(name)).GetInt64();

    private static string? Id(ReceivedRequest request) => JsonElement.Parse(request.Text).GetProperty("id").GetString();

    private static IEnumerable<string> Shape(JsonElement json, string path) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(property => Shape(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}")),
        JsonValueKind.Array => json.EnumerateArray().Take(1).SelectMany(item => Shape(item, path + "[]")),
        _ => [path],
    };
}
