using EightBit.Webhooks.Receiver.Endpoints;
using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.FunctionalTests.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Endpoints;

/// <summary>Inline endpoints of an application that has chosen the SQLite inbox.</summary>
public sealed class InlineOnDiskTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eightbit-inline-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task After_a_restart_an_event_that_an_inline_endpoint_has_handled_is_a_duplicate()
    {
        var (calls, body) = (new EndpointCalls(), Payload.MessageReceived("evt-1"));
        await using (var before = await StartAsync(calls))
        {
            (await before.Platform.SendAsync(body, "/inline")).Status.Should().Be(200);
            (await before.Platform.SendAsync(body, "/inline")).Result.Should().Be(Answer.Duplicate);
            await before.App.StopAsync();
        }

        await using var after = await StartAsync(calls);

        (await after.Platform.SendAsync(body, "/inline")).Result.Should().Be(Answer.Duplicate);
        calls.All.Should().ContainSingle();
        (await after.Platform.SendAsync(Payload.MessageReceived("evt-2"), "/inline")).Code.Should().BeNull("the endpoint answers");
        calls.All.Should().HaveCount(2);
    }

    [Fact]
    public async Task An_event_that_an_inline_endpoint_was_running_when_the_process_died_runs_at_once_after_the_restart()
    {
        var (calls, body) = (new EndpointCalls(), Payload.MessageReceived("evt-1"));
        await using var dying = await StartAsync(calls);
        var unanswered = dying.Platform.SendAsync(body, "/slow");
        await calls.WhenCalledAsync();

        // The files as they are now: the lock of an application that has not ended would refuse a second one.
        foreach (var suffix in new[] { "", "-wal" })
        {
            File.Copy(Database("webhooks") + suffix, Database("after") + suffix);
        }

        await using var after = await StartAsync(calls, "after");

        (await after.Platform.SendAsync(body, "/inline")).Code.Should().BeNull("the endpoint answers");
        (await after.Platform.SendAsync(body, "/inline")).Result.Should().Be(Answer.Duplicate);
        calls.All.Should().Equal("slow", "inline");
        calls.Gate.Open();
        await unanswered;
    }

    [Fact]
    public async Task An_event_that_one_endpoint_has_taken_is_a_duplicate_for_the_other_of_the_same_receiver()
    {
        var calls = new EndpointCalls();
        await using var receiver = await StartAsync(calls);

        (await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"))).Result.Should().Be(Answer.Accepted);
        (await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"), "/inline")).Result.Should().Be(Answer.Duplicate);
        (await receiver.Platform.SendAsync(Payload.MessageReceived("evt-2"), "/inline")).Status.Should().Be(200);
        (await receiver.Platform.SendAsync(Payload.MessageReceived("evt-2"))).Result.Should().Be(Answer.Duplicate);
        calls.All.Should().ContainSingle();
    }

    [Fact]
    public async Task While_an_inline_endpoint_works_on_an_event_the_mapped_endpoint_waits_and_then_turns_it_away()
    {
        var (calls, body) = (new EndpointCalls(), Payload.MessageReceived("evt-1"));
        await using var receiver = await StartAsync(calls, settings: new() { ["EightBit:Webhooks:AcknowledgementTimeout"] = "00:00:01" });
        var first = receiver.Platform.SendAsync(body, "/slow");
        await calls.WhenCalledAsync();

        (await receiver.Platform.SendAsync(body)).Result.Should().Be((503, "inbox_unavailable"));

        calls.Gate.Open();
        (await first).Status.Should().Be(200);
        (await receiver.Platform.SendAsync(body)).Result.Should().Be(Answer.Duplicate);
    }

    [Fact]
    public async Task While_the_disk_has_no_room_inline_endpoints_are_not_run_and_the_answer_is_503()
    {
        var calls = new EndpointCalls();
        await using var receiver = await StartAsync(
            calls, settings: new() { ["EightBit:Webhooks:Sqlite:MinFreeDiskBytes"] = $"{long.MaxValue}" });

        (await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"), "/inline")).Result.Should().Be((503, "inbox_unavailable"));
        calls.All.Should().BeEmpty();
    }

    private string Database(string name) => Path.Combine(_folder, name + ".db");

    private Task<TestReceiver> StartAsync(EndpointCalls calls, string database = "webhooks", Dictionary<string, string?>? settings = null)
        => TestReceiver.StartAsync(
            receiver: webhooks => webhooks.AddHandler<JournalHandler>("*").UseSqliteInbox($"Data Source={Database(database)}"),
            builder: b => b.Services.AddSingleton(calls),
            app: app =>
            {
                app.MapEightBitWebhooks();
                app.MapPost("/inline", [EightBitWebhook] () => calls.Add("inline"));
                app.MapPost("/slow", [EightBitWebhook] async () =>
                {
                    calls.Add("slow");
                    await calls.Gate.PassAsync(CancellationToken.None);
                });
            },
            settings: settings);
}
