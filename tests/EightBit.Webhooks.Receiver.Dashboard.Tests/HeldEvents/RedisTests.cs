using System.Text.Json.Nodes;
using EightBit.Webhooks.Receiver.Dashboard.Tests.Hosting;
using EightBit.Webhooks.Receiver.Redis.Tests.Servers;
using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Waiting;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.Dashboard.Tests.HeldEvents;

/// <summary>Everything that the page shows and does, with an inbox in a real redis-server.</summary>
public sealed class RedisTests : IAsyncLifetime
{
    private RedisServer _redis = null!;
    private TestApp _app = null!;

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartAsync("--appendonly", "yes");
        _app = await TestApp.StartAsync(receiver => receiver.UseRedisInbox(_redis.Address));
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task What_is_going_on_is_seen_and_nothing_is_said_to_be_unknown()
    {
        await FillAsync();

        var live = await _app.GetAsync("api/live");
        live["inboxProblem"].Should().BeNull();
        live["statistics"]!["awaitingRetry"]!.GetValue<int>().Should().Be(1);
        live["statistics"]!["deadLetters"]!.GetValue<int>().Should().Be(2);
        live["lines"]!.AsArray().Should().HaveCount(8);
        Lines(await _app.GetAsync("api/deliveries?eventId=evt_1")).Should().BeEquivalentTo("delivery accepted", "handling succeeded");
        Lines(await _app.GetAsync("api/deliveries?outcome=rejected")).Should().Equal("handling rejected", "handling rejected");
        var about = await _app.GetAsync("api/about");
        about["inbox"]!.ToJsonString().Should().Be("""{"type":"RedisInbox","durable":true}""");
        about["log"]!["durable"]!.GetValue<bool>().Should().BeFalse();
        about["notes"]!.AsArray().Should().Contain(note => note!.GetValue<string>().Contains("may be shared with other processes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Retries_and_dead_letters_are_listed()
    {
        await FillAsync();

        var retries = await _app.GetAsync("api/retries?receiver=");
        retries["problem"].Should().BeNull();
        var retry = retries["items"]!.AsArray().Should().ContainSingle().Subject!;
        $"{retry["eventId"]} {retry["conversationId"]} {retry["state"]} {retry["attempts"]}".Should().Be("retry_1 conv_7 awaiting_retry 1");
        retry["error"]!.GetValue<string>().Should().Contain("the CRM is down");
        (await _app.GetAsync("api/retries?receiver=acme"))["items"]!.AsArray().Should().BeEmpty();

        var first = await _app.GetAsync("api/dead-letters?take=1");
        var second = await _app.GetAsync($"api/dead-letters?take=1&after={first["next"]}");
        EventIds(first).Concat(EventIds(second)).Should().BeEquivalentTo("dead_1", "dead_2");
        second["next"].Should().BeNull();
    }

    [Theory]
    [InlineData("evt_1", null)]
    [InlineData("unknown_1", null)]
    [InlineData("retry_1", "awaiting_retry")]
    [InlineData("dead_1", "dead")]
    public async Task An_event_is_found_by_its_id(string eventId, string? state)
    {
        await FillAsync();

        var details = await _app.GetAsync($"api/event?eventId={eventId}");

        details["heldProblem"].Should().BeNull();
        (details["held"]?["state"]?.GetValue<string>()).Should().Be(state);
        (details["held"]?["payload"]?["text"]?.GetValue<string>().Contains($"\"id\": \"{eventId}\"", StringComparison.Ordinal)).Should().Be(state is null ? null : true);
        (details["held"]?["diedAt"] is not null).Should().Be(state == "dead");
    }

    [Fact]
    public async Task Letters_are_replayed_and_purged()
    {
        var (first, second) = await FillAsync();
        _app.Services.GetRequiredService<Script>().Failure = _ => null;

        using var replayed = await _app.ActAsync("replay", [first]);
        await _app.App.WhenHandledAsync("dead_1");
        using var purged = await _app.ActAsync("purge", [second, first]);

        (await replayed.Content.ReadAsStringAsync()).Should().Contain("\"replayed\"");
        (await purged.Content.ReadAsStringAsync()).Should().Contain("\"purged\"").And.Contain("\"not_found\"");
        (await _app.GetAsync("api/dead-letters"))["items"]!.AsArray().Should().BeEmpty();
    }

    /// <summary>One event that is completed, one that waits for its retry, two that are dead: their numbers.</summary>
    private async Task<(string First, string Second)> FillAsync()
    {
        await _app.Platform.SendAsync(SampleEvents.MessageReceived with { Id = "evt_1" });
        await _app.App.WhenHandledAsync("evt_1");
        await _app.Platform.SendAsync((SampleEvents.MessageReceived with { Id = "retry_1" }).InConversation("conv_7"));
        await _app.App.WhenAttemptedAsync("retry_1");
        return (await _app.DieAsync("dead_1"), await _app.DieAsync("dead_2"));
    }

    private static IEnumerable<string> Lines(JsonNode answer) => answer["items"]!.AsArray().Select(line => $"{line!["kind"]} {line["outcome"]}");

    private static IEnumerable<string> EventIds(JsonNode answer) => answer["items"]!.AsArray().Select(held => held!["eventId"]!.GetValue<string>());
}
