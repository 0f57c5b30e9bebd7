using System.Collections.Concurrent;
using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.FunctionalTests.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Processing;

/// <summary>
/// The machine's clock is set while the application runs. The kernel's clock is not to be had in a test: here the time of day jumps, and
/// timestamps and timers do not, as it is on Linux.
/// </summary>
public sealed class ClockTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eightbit-clock-").FullName;
    private readonly ClockThatIsSet _clock = new();
    private readonly Gate _gate = new();
    private readonly ConcurrentDictionary<string, int> _running = new();
    private readonly ConcurrentQueue<string> _twice = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("memory", 24, 0)]
    [InlineData("memory", -24, 0)]
    [InlineData("memory", 24, -24)]
    [InlineData("memory", -24, 24)]
    [InlineData("sqlite", 24, 0)]
    [InlineData("sqlite", -24, 0)]
    [InlineData("sqlite", 24, -24)]
    [InlineData("sqlite", -24, 24)]
    public async Task When_the_clock_is_set_nothing_runs_twice_at_once_order_is_kept_and_a_retry_of_two_seconds_comes_within_seconds(
        string inbox, int firstHours, int thenHours)
    {
        await using var receiver = await TestReceiver.StartAsync(
            r =>
            {
                r.AddHandler<ScriptedHandler>("*");
                if (inbox == "sqlite")
                {
                    r.UseSqliteInbox($"Data Source={Path.Combine(_folder, "webhooks.db")}");
                }
            },
            b => b.Services.AddSingleton<TimeProvider>(_clock).AddSingleton(new Script(HandleAsync)),
            settings: new()
            {
                ["EightBit:Webhooks:Processing:RetryBaseDelay"] = "00:00:02",
                ["EightBit:Webhooks:Processing:RetryMaxDelay"] = "00:00:02",
                ["EightBit:Webhooks:Sqlite:MinFreeDiskBytes"] = "0",
            });
        await SendAsync(receiver, "long", "conv-long");
        await SendAsync(receiver, "behind-long", "conv-long");
        await SendAsync(receiver, "retried", "conv-retried");
        await SendAsync(receiver, "behind-retried", "conv-retried");
        await receiver.Log.WhenAsync(201);

        _clock.Set(TimeSpan.FromHours(firstHours));
        await SendAsync(receiver, "meanwhile", "conv-meanwhile");
        await receiver.Log.WhenAsync(200, line => line.Message.Contains("meanwhile"));
        _clock.Set(TimeSpan.FromHours(thenHours));
        var begun = _clock.GetTimestamp();

        await receiver.Log.WhenAsync(200, line => line.Message.Contains("event behind-retried", StringComparison.OrdinalIgnoreCase));
        _clock.GetElapsedTime(begun).Should().BeLessThan(TimeSpan.FromSeconds(20), "a retry of two seconds, on a machine that is busy");
        (await receiver.Platform.SendAsync(Payload.MessageReceived("retried", "conv-retried"), sentAt: _clock.GetUtcNow()))
            .Result.Should().Be(Answer.Duplicate, "no id is forgotten");
        receiver.Journal.Ids.Count(id => id == "long").Should().Be(1, "it still runs");
        receiver.Journal.Ids.Should().NotContain("behind-long");

        _gate.Open();
        await receiver.Log.WhenAsync(200, line => line.Message.Contains("event behind-long", StringComparison.OrdinalIgnoreCase));
        receiver.Journal.Ids.Where(id => id.EndsWith("retried", StringComparison.Ordinal)).Should().Equal("retried", "retried", "behind-retried");
        receiver.Journal.Ids.Where(id => id.EndsWith("long", StringComparison.Ordinal)).Should().Equal("long", "behind-long");
        _twice.Should().BeEmpty("no event runs twice at once");
        receiver.Log.Ours.Should().NotContain(line => line.EventId == 207 || line.EventId == 210, "no handler is late and no lease is lost");
    }

    private async Task SendAsync(TestReceiver receiver, string id, string conversation)
        => (await receiver.Platform.SendAsync(Payload.MessageReceived(id, conversation), sentAt: _clock.GetUtcNow()))
            .Result.Should().Be(Answer.Accepted);

    private async Task HandleAsync(Events.WebhookEvent webhookEvent, CancellationToken cancellationToken)
    {
        if (_running.AddOrUpdate(webhookEvent.Id, 1, (_, count) => count + 1) > 1)
        {
            _twice.Enqueue(webhookEvent.Id);
        }

        try
        {
            switch (webhookEvent)
            {
                case { Id: "long" }:
                    await _gate.PassAsync(cancellationToken);
                    break;

                case { Id: "retried", Delivery.Attempt: 1 }:
                    throw new InvalidOperationException("The first attempt fails.");
            }
        }
        finally
        {
            _running.AddOrUpdate(webhookEvent.Id, 0, (_, count) => count - 1);
        }
    }

    private sealed class ClockThatIsSet : TimeProvider
    {
        private long _setBy;

        public void Set(TimeSpan by) => Interlocked.Add(ref _setBy, by.Ticks);

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _setBy));
    }
}
