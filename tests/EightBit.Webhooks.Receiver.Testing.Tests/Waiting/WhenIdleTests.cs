using System.Collections.Concurrent;
using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Waiting;

namespace EightBit.Webhooks.Receiver.Testing.Tests.Waiting;

public sealed class WhenIdleTests
{
    [Fact]
    public async Task It_ends_when_all_events_are_handled()
    {
        var handled = new ConcurrentBag<string>();
        await using var app = await AppUnderTest.StartAsync(async e =>
        {
            await Task.Yield();
            handled.Add(e.Id);
        });
        var generator = new SampleEventGenerator(seed: 1, time: app.Time);
        var samples = Enumerable.Range(0, 200).Select(_ => generator.Next()).ToList();

        await Task.WhenAll(samples.Select(sample => app.Sender.SendAsync(sample)));
        var statistics = await app.Services.WhenIdleAsync();

        statistics.DeadLetters.Should().Be(0);
        handled.Should().BeEquivalentTo(samples.Select(sample => sample.Id));
    }

    [Fact]
    public async Task When_the_time_is_over_it_names_what_waits_for_a_retry()
    {
        await using var app = await AppUnderTest.StartAsync(Fails.Times(1));
        var sample = SampleEvents.MessageReceived;
        await app.Sender.SendAsync(sample);
        await app.Services.WhenAttemptedAsync(sample.Id);

        await FluentActions.Awaiting(() => app.Host.WhenIdleAsync(TimeSpan.FromMilliseconds(100)))
            .Should().ThrowAsync<WebhookWaitException>()
            .WithMessage($"After 0.1 s, the inbox is not idle. The inbox has 1 pending events (0 running, 1 awaiting a retry) and 0 dead letters. Awaiting a retry: {sample.Id}.*advance it.");
    }
}
