using EightBit.Webhooks.Receiver.Dashboard.Tests.Hosting;
using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Waiting;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.Dashboard.Tests.HeldEvents;

public sealed class HeldTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"dashboard-{Guid.NewGuid():N}.db");

    public static TheoryData<string> Inboxes => ["memory", "sqlite"];

    public void Dispose()
    {
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(_file)!, Path.GetFileName(_file) + "*"))
        {
            File.Delete(file);
        }
    }

    [Theory]
    [MemberData(nameof(Inboxes))]
    public async Task An_event_that_waits_for_its_retry_is_listed(string inbox)
    {
        await using var app = await StartAsync(inbox);
        await app.Platform.SendAsync((SampleEvents.MessageReceived with { Id = "retry_1" }).InConversation("conv_7"));
        await app.App.WhenAttemptedAsync("retry_1");

        var retry = (await app.GetAsync("api/retries?take=10&receiver="))["items"]!.AsArray().Should().ContainSingle().Subject!;

        retry["entryId"]!.GetValue<string>().Should().NotBeEmpty();
        retry["eventId"]!.GetValue<string>().Should().Be("retry_1");
        retry["conversationId"]!.GetValue<string>().Should().Be("conv_7");
        retry["state"]!.GetValue<string>().Should().Be("awaiting_retry");
        retry["attempts"]!.GetValue<int>().Should().Be(1);
        retry["nextAttemptAt"]!.GetValue<DateTimeOffset>().Should().BeAfter(retry["receivedAt"]!.GetValue<DateTimeOffset>().AddMinutes(50));
        retry["error"]!.GetValue<string>().Should().Contain("the CRM is down");
        retry["deadReason"].Should().BeNull();
        retry["bodyBytes"]!.GetValue<int>().Should().BePositive();
        (await app.GetAsync("api/retries?receiver=acme"))["items"]!.AsArray().Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Inboxes))]
    public async Task Of_an_event_that_waits_for_its_retry_state_attempts_and_payload_are_shown(string inbox)
    {
        await using var app = await StartAsync(inbox);
        await app.Platform.SendAsync(SampleEvents.MessageReceived with { Id = "retry_1" });
        await app.App.WhenAttemptedAsync("retry_1");

        var details = await app.GetAsync("api/event?eventId=retry_1&receiver=");

        details["heldProblem"].Should().BeNull();
        var held = details["held"]!;
        held["state"]!.GetValue<string>().Should().Be("awaiting_retry");
        held["nextAttemptAt"].Should().NotBeNull();
        held["diedAt"].Should().BeNull();
        held["history"]!.AsArray().Should().ContainSingle().Which!["error"]!.GetValue<string>().Should().Contain("the CRM is down");
        held["payload"]!["text"]!.GetValue<string>().Should().Contain("\"id\": \"retry_1\"");
        (await app.GetAsync("api/event?eventId=retry_1&receiver=acme"))["held"].Should().BeNull();
    }

    [Theory]
    [MemberData(nameof(Inboxes))]
    public async Task Dead_letters_are_listed_page_by_page_oldest_first(string inbox)
    {
        await using var app = await StartAsync(inbox);
        for (var number = 1; number <= 5; number++)
        {
            await app.DieAsync($"dead_{number}");
        }

        var first = await app.GetAsync("api/dead-letters?take=3");
        var second = await app.GetAsync($"api/dead-letters?take=3&after={first["next"]}");

        first["items"]!.AsArray().Select(letter => $"{letter!["eventId"]} {letter["state"]} {letter["deadReason"]}")
            .Should().Equal("dead_1 dead rejected", "dead_2 dead rejected", "dead_3 dead rejected");
        second["items"]!.AsArray().Select(letter => letter!["eventId"]!.GetValue<string>()).Should().Equal("dead_4", "dead_5");
        second["next"].Should().BeNull();
        first["items"]![0]!["diedAt"].Should().NotBeNull();
        first["items"]![0]!["error"]!.GetValue<string>().Should().Contain("no such customer");
        (await app.GetAsync("api/dead-letters?receiver=acme"))["items"]!.AsArray().Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Inboxes))]
    public async Task Of_a_dead_event_all_is_shown_but_what_is_personal(string inbox)
    {
        await using var app = await StartAsync(inbox);
        var sample = SampleEvents.MessageReceived.With("data.contact.email", "ada@example.com").With("data.content", "my secret");
        var entryId = await app.DieAsync("dead_1", sample.With("data.contact.phone", "+44 20 7946 0101"));

        var details = await app.GetAsync("api/event?eventId=dead_1&receiver=&tenant=");

        var held = details["held"]!.AsObject();
        held["entryId"]!.GetValue<string>().Should().Be(entryId);
        held["state"]!.GetValue<string>().Should().Be("dead");
        held["diedAt"].Should().NotBeNull();
        held["createdAt"].Should().NotBeNull();
        held["sentAt"].Should().NotBeNull();
        held["completedHandlers"]!.AsArray().Should().BeEmpty();
        held["rejectedHandlers"]!.AsArray().Should().ContainSingle();
        held["history"]!.AsArray().Should().ContainSingle().Which!["error"]!.GetValue<string>().Should().Contain("no such customer");
        held["error"]!.GetValue<string>().Should().Contain("no such customer");
        var payload = held["payload"]!;
        payload["text"]!.GetValue<string>().Should().Contain("\"email\": \"[redacted]\"").And.Contain("\"content\": \"[redacted]\"").And.Contain("\"id\": \"dead_1\"");
        payload["redacted"]!.GetValue<int>().Should().Be(3);
        payload["truncated"]!.GetValue<bool>().Should().BeFalse();
        held["payloadProblem"].Should().BeNull();
        details.ToJsonString().Should().NotContainAny("ada@example.com", "my secret", "7946");
        await LinesShouldBeAsync(app, "dead_1", "handling rejected", "delivery accepted");
    }

    [Theory]
    [MemberData(nameof(Inboxes))]
    public async Task Of_a_completed_event_its_lines_are_shown(string inbox)
    {
        await using var app = await StartAsync(inbox);
        await app.Platform.SendAsync(SampleEvents.MessageReceived with { Id = "evt_1" });
        await app.App.WhenHandledAsync("evt_1");

        var details = await app.GetAsync("api/event?eventId=evt_1");

        details["held"].Should().BeNull();
        details["heldProblem"].Should().BeNull(); // it is not held, and the inbox knows that
        await LinesShouldBeAsync(app, "evt_1", "handling succeeded", "delivery accepted");
    }

    [Theory]
    [MemberData(nameof(Inboxes))]
    public async Task What_is_shown_says_how_durable_it_is(string inbox)
    {
        await using var app = await StartAsync(inbox);

        var about = await app.GetAsync("api/about");

        about["log"]!["durable"]!.GetValue<bool>().Should().Be(inbox == "sqlite");
        about["inbox"]!["durable"]!.GetValue<bool>().Should().Be(inbox == "sqlite");
        about["notes"]!.AsArray().Should().HaveCount(inbox == "sqlite" ? 2 : 4);
    }

    [Theory]
    [MemberData(nameof(Inboxes))]
    public async Task Letters_are_replayed_and_purged(string inbox)
    {
        await using var app = await StartAsync(inbox);
        var (first, second) = (await app.DieAsync("dead_1"), await app.DieAsync("dead_2"));
        app.Services.GetRequiredService<Script>().Failure = _ => null;

        using var replayed = await app.ActAsync("replay", [first]);
        using var purged = await app.ActAsync("purge", [second, first]);
        await app.App.WhenHandledAsync("dead_1");

        (await replayed.Content.ReadAsStringAsync()).Should().Contain("\"replayed\"");
        (await purged.Content.ReadAsStringAsync()).Should().Contain("\"purged\"").And.Contain("\"not_found\"");
        (await app.GetAsync("api/dead-letters"))["items"]!.AsArray().Should().BeEmpty();
    }

    [Fact]
    public async Task Where_payloads_are_switched_off_none_is_shown()
    {
        await using var app = await TestApp.StartAsync(settings: new() { ["EightBit:Webhooks:Dashboard:ShowPayloads"] = "false" });
        await app.DieAsync("dead_1");

        var held = (await app.GetAsync("api/event?eventId=dead_1"))["held"]!;

        held["payload"].Should().BeNull();
        held["payloadProblem"]!.GetValue<string>().Should().Contain("ShowPayloads");
    }

    /// <summary>The SQLite inbox writes its log a moment later.</summary>
    private static async Task LinesShouldBeAsync(TestApp app, string eventId, params string[] expected)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        string[] lines;
        do
        {
            deadline.Token.ThrowIfCancellationRequested();
            lines = [.. (await app.GetAsync($"api/event?eventId={eventId}"))["lines"]!.AsArray().Select(line => $"{line!["kind"]} {line["outcome"]}")];
        }
        while (lines.Length < expected.Length);

        lines.Should().BeEquivalentTo(expected); // a handler may be done before the answer is on its way
    }

    private Task<TestApp> StartAsync(string inbox) => TestApp.StartAsync(receiver =>
    {
        if (inbox == "sqlite")
        {
            receiver.UseSqliteInbox($"Data Source={_file}");
        }
    });
}
