using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Waiting;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.Testing.Tests.Waiting;

public sealed class WhenDeadTests
{
    [Fact]
    public async Task It_returns_the_dead_letter()
    {
        await using var app = await AppUnderTest.StartAsync(Fails.ForGoodTimes(1));
        var sample = SampleEvents.MessageReceived;
        await app.Sender.SendAsync(sample);

        var letter = await app.Services.WhenDeadAsync(sample.Id);

        letter.Delivery.EventId.Should().Be(sample.Id);
        letter.Reason.Should().Be(DeadLetterReason.Rejected);
        (await app.Services.WhenIdleAsync()).DeadLetters.Should().Be(1);
    }

    [Fact]
    public async Task An_event_that_was_handled_ends_it()
    {
        await using var app = await AppUnderTest.StartAsync();
        var sample = SampleEvents.MessageReceived;
        await app.Sender.SendAsync(sample);

        await FluentActions.Awaiting(() => app.Services.WhenDeadAsync(sample.Id))
            .Should().ThrowAsync<WebhookWaitException>().WithMessage($"Event {sample.Id} is no dead letter: it was handled.*");
        await FluentActions.Awaiting(() => app.Services.WhenAttemptedAsync(sample.Id, times: 2))
            .Should().ThrowAsync<WebhookWaitException>().WithMessage("*is not attempted 2 times: it was handled.*");
    }

    [Fact]
    public async Task The_last_attempt_makes_a_dead_letter()
    {
        await using var app = await AppUnderTest.StartAsync(
            Fails.Times(10), receiver => receiver.ConfigureProcessing(options => options.MaxAttempts = 2));
        var sample = SampleEvents.MessageReceived;
        await app.Sender.SendAsync(sample);
        app.Time.Advance((await app.Services.WhenAttemptedAsync(sample.Id)).RetryIn!.Value);

        (await app.Services.WhenDeadAsync(sample.Id)).Reason.Should().Be(DeadLetterReason.AttemptsExhausted);

        await FluentActions.Awaiting(() => app.Services.WhenAttemptedAsync(sample.Id, times: 3))
            .Should().ThrowAsync<WebhookWaitException>().WithMessage("*is not attempted 3 times: it is a dead letter*");
    }
}
