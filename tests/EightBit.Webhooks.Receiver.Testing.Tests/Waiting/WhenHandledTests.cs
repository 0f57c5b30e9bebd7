using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Waiting;
using Microsoft.AspNetCore.Builder;

namespace EightBit.Webhooks.Receiver.Testing.Tests.Waiting;

public sealed class WhenHandledTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task It_ends_when_the_handler_is_done_and_not_before()
    {
        var goOn = new TaskCompletionSource();
        await using var app = await AppUnderTest.StartAsync(_ => goOn.Task);
        var sample = SampleEvents.MessageReceived;
        await app.Sender.SendAsync(sample);

        var handled = app.Services.WhenHandledAsync(sample.Id);
        handled.IsCompleted.Should().BeFalse();
        goOn.SetResult();

        await handled;
    }

    [Fact]
    public async Task It_ends_for_events_that_were_handled_long_ago()
    {
        await using var app = await AppUnderTest.StartAsync();
        var sample = SampleEvents.MessageReceived;
        await app.Sender.SendAsync(sample);
        await app.Host.WhenIdleAsync();

        await app.Host.WhenHandledAsync(sample.Id);
    }

    [Fact]
    public async Task It_ends_for_events_that_were_sent_in_another_way_and_handled_before_anybody_watched()
    {
        await using var app = await AppUnderTest.StartAsync();
        await using var unwatched = await AppUnderTest.StartAsync();
        var sample = SampleEvents.MessageReceived;
        using var request = unwatched.Sender.Sign(sample).ToRequest(new Uri("/webhooks/8bit", UriKind.Relative));
        using var answer = await unwatched.Http.SendAsync(request);

        await unwatched.Services.WhenHandledAsync(sample.Id);
    }

    [Fact]
    public async Task A_handler_that_fails_is_retried_when_the_test_advances_the_clock()
    {
        await using var app = await AppUnderTest.StartAsync(Fails.Times(2));
        var sample = SampleEvents.MessageReceived;
        await app.Sender.SendAsync(sample);

        var first = await app.Services.WhenAttemptedAsync(sample.Id);
        app.Time.Advance(first.RetryIn!.Value);
        var second = await app.Services.WhenAttemptedAsync(sample.Id, times: 2);
        app.Time.Advance(second.RetryIn!.Value);
        await app.Services.WhenHandledAsync(sample.Id);

        (first.Number, first.Outcome).Should().Be((1, AttemptOutcome.Retry));
        first.Error.Should().Contain("The shop is closed.");
        (second.Number, second.Outcome).Should().Be((2, AttemptOutcome.Retry));
        var third = await app.Services.WhenAttemptedAsync(sample.Id, times: 3);
        third.Should().Be(new WebhookAttempt { Number = 3, Outcome = AttemptOutcome.Handled });
    }

    [Fact]
    public async Task A_dead_letter_ends_it_with_the_reason()
    {
        await using var app = await AppUnderTest.StartAsync(Fails.ForGoodTimes(1));
        var sample = SampleEvents.MessageReceived;
        await app.Sender.SendAsync(sample);

        await FluentActions.Awaiting(() => app.Services.WhenHandledAsync(sample.Id))
            .Should().ThrowAsync<WebhookWaitException>().WithMessage($"Event {sample.Id} was not handled: it is a dead letter. Rejected after 1 attempts: *No such order.*");
    }

    [Fact]
    public async Task A_dead_letter_that_is_replayed_is_waited_for_again()
    {
        await using var app = await AppUnderTest.StartAsync(Fails.ForGoodTimes(2));
        var sample = SampleEvents.MessageReceived;
        await app.Sender.SendAsync(sample);
        var letter = await app.Services.WhenDeadAsync(sample.Id);

        await app.Inbox.ReplayAsync(letter.EntryId);
        (await app.Services.WhenAttemptedAsync(sample.Id, times: 2)).Outcome.Should().Be(AttemptOutcome.Dead);
        await app.Inbox.ReplayAsync((await app.Host.WhenDeadAsync(sample.Id)).EntryId);
        await app.Services.WhenHandledAsync(sample.Id);
    }

    [Fact]
    public async Task A_delivery_that_was_refused_ends_it_with_the_answer()
    {
        await using var app = await AppUnderTest.StartAsync();
        var sample = SampleEvents.MessageReceived;
        await app.Sender.SendAsync(app.Sender.Sign(sample).Forged());

        await FluentActions.Awaiting(() => app.Services.WhenHandledAsync(sample.Id))
            .Should().ThrowAsync<WebhookWaitException>().WithMessage($"Event {sample.Id} was never accepted*401 signature_mismatch*");

        await app.Sender.SendAsync(sample);
        await app.Services.WhenHandledAsync(sample.Id);
    }

    [Fact]
    public async Task An_event_that_an_endpoint_has_answered_inline_is_handled()
    {
        await using var app = await AppUnderTest.StartAsync(
            map: a => a.MapPost("/inline", (WebhookEvent<MessageReceived> _) => { }).RequireEightBitWebhook());
        var sample = SampleEvents.MessageReceived;
        (await app.Sender.SendAsync(sample)).ToString().Should().Be("200");

        await app.Services.WhenHandledAsync(sample.Id);
    }

    [Fact]
    public async Task When_the_time_is_over_it_says_that_the_event_waits_for_its_retry()
    {
        await using var app = await AppUnderTest.StartAsync(Fails.Times(1));
        var sample = SampleEvents.MessageReceived;
        await app.Sender.SendAsync(sample);
        await app.Services.WhenAttemptedAsync(sample.Id);

        await FluentActions.Awaiting(() => app.Services.WhenHandledAsync(sample.Id, Short))
            .Should().ThrowAsync<WebhookWaitException>()
            .WithMessage($"After 0.1 s, event {sample.Id} is not handled. Delivered, and answered 200 accepted. Attempt 1: failed, to be retried 00:00:0*The shop is closed.*advance it.*1 awaiting a retry*");
    }

    [Fact]
    public async Task When_the_time_is_over_it_names_the_event_that_holds_the_conversation_back()
    {
        await using var app = await AppUnderTest.StartAsync(Fails.Times(1));
        var first = SampleEvents.MessageReceived.InConversation("conv_1");
        var second = SampleEvents.MessageReceived.InConversation("conv_1");
        await app.Sender.SendAsync(first);
        await app.Services.WhenAttemptedAsync(first.Id);
        await app.Sender.SendAsync(second);

        await FluentActions.Awaiting(() => app.Services.WhenHandledAsync(second.Id, Short))
            .Should().ThrowAsync<WebhookWaitException>().WithMessage($"*{second.Id} is not handled*has not run yet*holds it back*Awaiting a retry: {first.Id}.*");
    }

    [Fact]
    public async Task When_the_time_is_over_it_says_what_was_delivered_instead()
    {
        await using var app = await AppUnderTest.StartAsync();
        await FluentActions.Awaiting(() => app.Services.WhenHandledAsync("evt_wrong", Short))
            .Should().ThrowAsync<WebhookWaitException>().WithMessage("*evt_wrong is not handled. Nothing was delivered at all.*");

        var sample = SampleEvents.MessageReceived;
        await app.Sender.SendAsync(sample);

        await FluentActions.Awaiting(() => app.Services.WhenHandledAsync("evt_wrong", Short))
            .Should().ThrowAsync<WebhookWaitException>().WithMessage($"*No delivery of it is known*{sample.Id}: accepted*");
    }

    [Fact]
    public async Task A_cancelled_wait_throws()
    {
        await using var app = await AppUnderTest.StartAsync();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await FluentActions.Awaiting(() => app.Services.WhenHandledAsync("evt_1", cancellationToken: cancelled.Token))
            .Should().ThrowAsync<OperationCanceledException>();
    }
}
