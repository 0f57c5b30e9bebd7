using EightBit.Webhooks.Receiver.Dashboard.Tests.Hosting;
using EightBit.Webhooks.Receiver.DeliveryLog;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EightBit.Webhooks.Receiver.Dashboard.Tests.Asking;

/// <summary>Whatever is the matter with inbox and log, the page gets a sentence.</summary>
public sealed class DeafInboxTests
{
    private readonly DeafInbox _inbox = new();

    [Fact]
    public async Task An_inbox_that_cannot_tell_says_so()
    {
        await using var app = await TestApp.StartAsync(receiver => receiver.UseInbox(_ => _inbox));

        (await app.GetAsync("api/retries")).ToJsonString().Should().Be("""{"items":[],"problem":"DeafInbox cannot list the events that wait for a retry."}""");
        var details = await app.GetAsync("api/event?eventId=evt_1");
        details["heldProblem"]!.GetValue<string>().Should().StartWith("DeafInbox cannot find an event by its id. It is not among");
        details["held"].Should().BeNull();
        (await app.GetAsync("api/dead-letters"))["problem"].Should().BeNull();
        var about = await app.GetAsync("api/about");
        about["inbox"]!.ToJsonString().Should().Be("""{"type":"DeafInbox","durable":true}""");
        about["notes"]!.AsArray().Should().Contain(note => note!.GetValue<string>().Contains("may be shared with other processes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_an_inbox_that_cannot_find_a_dead_letter_is_found_among_the_others()
    {
        await using var app = await TestApp.StartAsync(receiver => receiver.UseInbox(_ => _inbox));
        _inbox.Letters.AddRange(Enumerable.Range(1, 250).Select(number => DeafInbox.Letter(number, $"dead_{number % 200}")));

        var held = (await app.GetAsync("api/event?eventId=dead_7"))["held"]!;

        held["entryId"]!.GetValue<string>().Should().Be("207"); // the latest of two
        held["diedAt"].Should().NotBeNull();
        held["error"]!.GetValue<string>().Should().Be("boom");
        held["payload"]!["redacted"]!.GetValue<int>().Should().Be(1);
        (await app.GetAsync("api/event?eventId=dead_7&tenant=other"))["held"].Should().BeNull();
    }

    [Fact]
    public async Task With_an_inbox_that_cannot_find_a_thousand_dead_letters_are_looked_through_and_no_more()
    {
        await using var app = await TestApp.StartAsync(receiver => receiver.UseInbox(_ => _inbox));
        _inbox.Letters.AddRange(Enumerable.Range(1, 1_001).Select(number => DeafInbox.Letter(number, $"dead_{number}")));

        (await app.GetAsync("api/event?eventId=dead_1000"))["held"]!["entryId"]!.GetValue<string>().Should().Be("1000");
        var beyond = await app.GetAsync("api/event?eventId=dead_1001");
        beyond["held"].Should().BeNull();
        beyond["heldProblem"]!.GetValue<string>().Should().Be(
            "DeafInbox cannot find an event by its id. It is not among the oldest 1000 dead letters of its receiver; it may be pending, or completed.");
    }

    [Fact]
    public async Task An_inbox_that_is_down_is_a_sentence_and_no_error()
    {
        await using var app = await TestApp.StartAsync(receiver => receiver.UseInbox(_ => _inbox));
        _inbox.Before = _ => throw new IOException("no route to host");
        const string Expected = "The inbox could not be asked: IOException: no route to host";

        var live = await app.GetAsync("api/live");
        live["inboxProblem"]!.GetValue<string>().Should().Be(Expected);
        live["statistics"].Should().BeNull();
        (await app.GetAsync("api/dead-letters"))["problem"]!.GetValue<string>().Should().Be(Expected);
        using var replay = await app.ActAsync("replay", ["1", "2"]);
        (await replay.Content.ReadAsStringAsync()).Should().Contain($$"""{"entryId":"1","outcome":"failed","error":"{{Expected}}"}""").And.Contain("\"entryId\":\"2\"");
        app.Log.Of(620).Should().ContainSingle();
        app.Log.Of(610).Should().HaveCount(2).And.OnlyContain(line => line.Contains("not known", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task An_inbox_that_hangs_is_given_up()
    {
        await using var app = await TestApp.StartAsync(receiver => receiver.UseInbox(_ => _inbox));
        var never = new TaskCompletionSource();
        _inbox.Before = _ => never.Task;

        var (live, letters) = (app.GetAsync("api/live"), app.GetAsync("api/dead-letters"));

        (await live)["inboxProblem"]!.GetValue<string>().Should().Be("The inbox has not answered within 5 seconds.");
        (await letters)["problem"]!.GetValue<string>().Should().Be("The inbox has not answered within 5 seconds.");
        never.SetResult();
    }

    [Fact]
    public async Task A_log_that_cannot_be_read_is_a_sentence_and_no_error()
    {
        await using var app = await TestApp.StartAsync(
            receiver => receiver.Services.Replace(ServiceDescriptor.Singleton<IWebhookDeliveryLog, DeafLog>()));
        const string Expected = "The delivery log could not be asked: IOException: the disk is gone";

        (await app.GetAsync("api/live"))["logProblem"]!.GetValue<string>().Should().Be(Expected);
        (await app.GetAsync("api/deliveries"))["problem"]!.GetValue<string>().Should().Be(Expected);
        (await app.GetAsync("api/event?eventId=evt_1"))["linesProblem"]!.GetValue<string>().Should().Be(Expected);
    }

    [Fact]
    public async Task Many_viewers_cost_as_much_as_one()
    {
        await using var app = await TestApp.StartAsync(receiver => receiver.UseInbox(_ => _inbox));
        var enough = new TaskCompletionSource();
        var before = _inbox.Looks;
        _inbox.Before = _ => enough.Task;

        var viewers = Enumerable.Range(0, 50).Select(viewer => app.GetAsync(viewer % 2 == 0 ? "api/live" : "api/live?receiver=")).ToList();
        while (_inbox.Looks == before)
        {
            await Task.Yield();
        }

        enough.SetResult();
        await Task.WhenAll(viewers);

        (_inbox.Looks - before).Should().BeLessThanOrEqualTo(3); // those that came half a second later
    }
}
