using System.Text.Json;
using EightBit.Webhooks.Cli.Tests.Support;

namespace EightBit.Webhooks.Cli.Tests.DeadLetters;

/// <summary>The commands on a SQLite file that no application has open.</summary>
public sealed class DeadLettersTests : IDisposable
{
    private const string Hostile = "\u001b[31m\u009b2J[red]\u202e";

    private readonly TemporaryLetters _letters = new();

    public void Dispose() => _letters.Dispose();

    [Fact]
    public async Task They_are_listed_and_filtered()
    {
        await _letters.AddAsync(
            (TemporaryLetters.Delivery("one"), "App.Handlers.Crm: System.InvalidOperationException: not today\n   at a stack trace"),
            (TemporaryLetters.Delivery("two", "conversation.ended", "acme"), "no"),
            (TemporaryLetters.Delivery("three", "conversation.created"), "no"));

        var all = await RunAsync("list");
        all.ExitCode.Should().Be(0, all.Error);
        Lines(all).Should().HaveCount(5, "of the header, its line and the letters");
        all.Output.Should().MatchRegex(@"1 +\W +one +\W +message\.received +\W +\(default\) +\W +rejected +\W +20\d\d-\d\d-\d\d \d\d:\d\d:\d\d +\W +1 +\W +Crm: InvalidOperationException: not today *\n")
            .And.NotContain("stack trace").And.NotContain("\u001b");
        (await RunAsync("list", "--type", "conversation.*")).Output.Should().Contain("two").And.Contain("three").And.NotContain("one ");
        (await RunAsync("list", "--receiver", "acme")).Output.Should().Contain("two").And.NotContain("three");
        (await RunAsync("list", "--receiver", "")).Output.Should().NotContain("two").And.Contain("three");
        (await RunAsync("list", "--since", "1h")).Output.Should().Contain("one");
        (await RunAsync("list", "--older-than", "1h")).Error.Should().Contain("No dead letters.");
        var limited = await RunAsync("list", "--limit", "2");
        Lines(limited).Should().HaveCount(4);
        limited.Error.Should().Contain("There are more than these 2");
    }

    [Fact]
    public async Task As_JSON_the_shape_is_the_documented_one()
    {
        await _letters.AddAsync(
            (TemporaryLetters.Delivery("one", body: """{"text":"Grüße"}""") with
            {
                Tenant = "t",
                OrderingKey = "c1",
                EventIdHeader = "h",
                TraceParent = "00-1-2-01",
                TraceState = "a=b",
                CreatedAt = DateTimeOffset.UnixEpoch,
            }, "no"),
            (TemporaryLetters.Delivery("two"), "no"));

        var list = JsonDocument.Parse((await RunAsync("list", "--json", "--limit", "1")).Output).RootElement;
        list.EnumerateObject().Select(member => member.Name).Should().Equal("letters", "more");
        list.GetProperty("more").GetBoolean().Should().BeTrue();
        var letter = list.GetProperty("letters").EnumerateArray().Should().ContainSingle().Subject;
        letter.EnumerateObject().Select(member => member.Name).Should().Equal(
            "id", "event_id", "type", "receiver", "tenant", "conversation", "reason", "error", "attempts", "created_at", "sent_at", "received_at", "died_at",
            "event_id_header", "traceparent", "tracestate", "succeeded_handlers", "rejecting_handlers", "history", "body_bytes");
        letter.GetProperty("reason").GetString().Should().Be("rejected");
        letter.GetProperty("sent_at").GetString().Should().Be("2026-11-23T12:00:00Z");

        var bodies = JsonDocument.Parse((await RunAsync("list", "--json", "--bodies")).Output).RootElement;
        bodies.GetProperty("more").GetBoolean().Should().BeFalse();
        bodies.GetProperty("letters")[0].GetProperty("body").GetString().Should().Be("""{"text":"Grüße"}""");
        JsonDocument.Parse((await RunAsync("show", "2", "--json")).Output).RootElement.GetProperty("letter").GetProperty("body").GetString().Should().Be("{}");
    }

    [Fact]
    public async Task One_is_shown_whole()
    {
        await _letters.AddAsync((TemporaryLetters.Delivery("one", body: """{"id":"one","data":{"n":1.50,"text":"Grüße"}}""") with { EventIdHeader = "hdr" }, "Crm: no\n   at Crm.Handle()"));

        var shown = await RunAsync("show", "1");

        shown.ExitCode.Should().Be(0, shown.Error);
        shown.Output.Should().Contain("Dead letter 1").And.MatchRegex("event +one").And.MatchRegex("succeeded +Audit").And.MatchRegex("rejected by +Crm")
            .And.MatchRegex("X-8bit-Event-Id +hdr").And.Contain("attempt 1").And.Contain("     at Crm.Handle()").And.Contain("    \"n\": 1.50,").And.Contain("Grüße");
        (await RunAsync("show", "1", "--raw")).Output.Should().Be("""{"id":"one","data":{"n":1.50,"text":"Grüße"}}""");
        var missing = await RunAsync("show", "2");
        missing.ExitCode.Should().Be(1);
        missing.Error.Should().Contain("There is no dead letter 2");
    }

    [Fact]
    public async Task What_the_body_hides_is_hidden_in_errors_histories_and_headers_too()
    {
        const string Body = """{"id":"one","data":{"contact":{"name":"Ada Byron","email":"ada@example.com"},"raw":"{\"phone\":\"+44 20 7946 0101\"}"}}""";
        await _letters.AddAsync((
            TemporaryLetters.Delivery("one", body: Body) with { EventIdHeader = "ada@example.com", TraceState = "v=ada@example.com" },
            "Crm: System.InvalidOperationException: no customer ADA@example.com, phone 442079460101\n   at Crm.Handle(\"ada\\u0040example.com\")"));

        foreach (var arguments in new string[][] { ["list"], ["list", "--json"], ["list", "--json", "--bodies"], ["show", "1"], ["show", "1", "--json"] })
        {
            var run = await RunAsync(arguments);
            run.ExitCode.Should().Be(0, run.Error);
            run.Output.Should().Contain("no customer [redacted]").And.NotContainAny("ada@", "ADA@", "0101", "u0040example");
            run.Output.Contains("Byron", StringComparison.Ordinal).Should().Be(arguments is ["show", ..] or [.., "--bodies"]);
            (await RunAsync([.. arguments, "--redact", "$..name"])).Output.Should().NotContain("Byron");
            (await RunAsync([.. arguments, "--unredacted"])).Output.Should().Contain("no customer ADA@example.com").And.NotContain("[redacted]");
        }

        (await RunAsync("show", "1", "--raw")).Output.Should().Be(Body);
        var json = JsonDocument.Parse((await RunAsync("show", "1", "--json")).Output).RootElement.GetProperty("letter");
        json.GetProperty("body").GetString().Should().Be(Body.Replace("ada@example.com", "[redacted]").Replace("+44 20 7946 0101", "[redacted]"));
        json.GetProperty("body_bytes").GetInt32().Should().Be(Body.Length);
    }

    [Fact]
    public async Task A_body_that_cannot_be_read_safely_is_not_shown_and_neither_is_what_may_repeat_it()
    {
        await _letters.AddAsync((TemporaryLetters.Delivery("one", body: """{"email":"ada@example.com","email":"x"}"""), "no customer ada@example.com"));

        (await RunAsync("show", "1")).Output.Should().NotContain("ada@").And.Contain("--unredacted");
        var json = JsonDocument.Parse((await RunAsync("show", "1", "--json")).Output).RootElement.GetProperty("letter");
        json.TryGetProperty("body", out _).Should().BeFalse();
        json.GetProperty("body_problem").GetString().Should().Contain("--unredacted");
        json.GetProperty("error").GetString().Should().StartWith("[redacted]");
        (await RunAsync("show", "1", "--unredacted")).Output.Should().Contain("no customer ada@example.com").And.Contain("\"email\": \"ada@example.com\"");
    }

    [Fact]
    public async Task Nothing_that_senders_write_is_carried_out_by_the_terminal()
    {
        await _letters.AddAsync(
            (TemporaryLetters.Delivery("id" + Hostile, "type" + Hostile, "receiver", $$"""{"text":"{{Hostile}}","half":"\ud83d"}""") with { EventIdHeader = Hostile, OrderingKey = Hostile }, "error" + Hostile),
            (TemporaryLetters.Delivery("two", body: $$"""{"text":"\u001b[31m\u009b\u202e{{"\u009b"}}"}"""), "no"));

        foreach (var arguments in new string[][] { ["list"], ["list", "--json", "--bodies"], ["show", "1"], ["show", "2"], ["show", "1", "--json"] })
        {
            var run = await RunAsync(arguments);
            run.ExitCode.Should().Be(0, run.Error);
            run.Output.Should().NotContainAny("\u001b", "\u009b", "\u202e").And.Contain("\\u");
        }

        (await RunAsync("show", "1", "--unredacted")).Output.Should().Contain(@"error\u001b[31m\u009b2J[red]\u202e").And.Contain(@"""text"":""\u001b[31m\u009b2J[red]\u202e""");
    }

    [Fact]
    public async Task Those_that_are_named_are_replayed_and_the_missing_ones_end_it_with_1()
    {
        await _letters.AddAsync(3);

        var one = await RunAsync("replay", "2");
        one.ExitCode.Should().Be(0, one.Error);
        one.Output.Should().Be("2  replayed\nReplayed 1 of 1.\n");
        var some = await RunAsync("replay", "2", "3", "--yes");
        some.ExitCode.Should().Be(1);
        some.Output.Should().Be("2  not found: it was replayed or purged before\n3  replayed\nReplayed 1 of 2.\n");
        Lines(await RunAsync("list")).Should().HaveCount(3);
    }

    [Fact]
    public async Task More_than_one_are_changed_by_a_script_only_if_it_says_yes()
    {
        await _letters.AddAsync(2);

        var unsure = await RunAsync("purge", "--all");
        unsure.ExitCode.Should().Be(2);
        unsure.Error.Should().Contain("Purge 2 dead letters?").And.Contain("--yes").And.Contain("Nothing was done");
        unsure.Output.Should().BeEmpty();
        (await RunAsync("purge", "--all", "--yes")).Output.Should().Be("1  purged\n2  purged\nPurged 2 of 2.\n");
        (await RunAsync("list")).Error.Should().Contain("No dead letters.");
        (await RunAsync("purge", "--all")).Output.Should().Be("Purged 0 of 0.\n");
    }

    [Fact]
    public async Task All_that_filters_let_through_are_changed()
    {
        await _letters.AddAsync(130);
        await _letters.AddAsync(2, "conversation.ended");

        (await RunAsync("purge", "--older-than", "1h")).Output.Should().Be("Purged 0 of 0.\n");
        (await RunAsync("replay", "--all", "--type", "message.received", "--yes")).Output.Should().EndWith("Replayed 130 of 130.\n");
        (await RunAsync("list")).Output.Should().Contain("conversation.ended-1").And.NotContain("message.received");
        (await RunAsync("purge", "--older-than", "0s", "--yes")).Output.Should().EndWith("Purged 2 of 2.\n");
    }

    [Theory]
    [InlineData("list")]
    [InlineData("replay", "--sqlite", "x.db")]
    [InlineData("replay", "1", "--all", "--sqlite", "x.db")]
    [InlineData("replay", "1", "--type", "x", "--sqlite", "x.db")]
    [InlineData("purge", "--type", "x", "--sqlite", "x.db")]
    [InlineData("list", "--since", "yesterday", "--sqlite", "x.db")]
    [InlineData("list", "--limit", "0", "--sqlite", "x.db")]
    [InlineData("list", "--bodies", "--sqlite", "x.db")]
    [InlineData("list", "--sqlite", "x.db", "--redis", "localhost")]
    [InlineData("list", "--sqlite", "/no/such/file.db")]
    [InlineData("list", "--sqlite", ":memory:")]
    [InlineData("show", "1", "--raw", "--json", "--sqlite", "x.db")]
    [InlineData("show", "1", "--redact", "name", "--sqlite", "x.db")]
    [InlineData("list", "--redact", "$..name", "--unredacted", "--sqlite", "x.db")]
    public async Task What_it_cannot_do_ends_with_2_and_says_why(params string[] arguments)
    {
        var run = await CliProcess.RunAsync(["deadletters", .. arguments]);

        run.ExitCode.Should().Be(2);
        run.Error.Should().NotBeEmpty().And.NotContain("   at ", "that is no message");
    }

    [Fact]
    public async Task A_connection_string_names_the_file_as_well()
    {
        await _letters.AddAsync(1);

        (await CliProcess.RunAsync("deadletters", "list", "--sqlite", $"Data Source={_letters.File}")).ExitCode.Should().Be(0);
    }

    private Task<CliResult> RunAsync(params string[] arguments) => CliProcess.RunAsync(["deadletters", .. arguments, "--sqlite", _letters.File]);

    private static string[] Lines(CliResult run) => run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
