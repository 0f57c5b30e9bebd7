using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Waiting;
using LiveAnalytics.Counting;
using LiveAnalytics.Handlers;
using Microsoft.Extensions.Time.Testing;

namespace Samples.Tests.LiveAnalytics;

public sealed class CountingTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 30, TimeSpan.Zero));
    private readonly LiveBoard _board;

    public CountingTests() => _board = new LiveBoard(_time);

    [Fact]
    public async Task Events_that_are_sent_come_to_the_picture()
    {
        await using var app = new LiveAnalyticsFactory();
        using var platform = app.CreateWebhookSender();
        var now = app.Time.GetUtcNow();
        var received = SampleEvents.MessageReceived.InConversation("conv_1").With("data.channel", "whatsapp").With("data.received_at", now);
        await platform.SendAsync(received);
        await platform.SendAsync(received);
        await platform.SendAsync(SampleEvents.MessageSent.InConversation("conv_1").With("data.channel", "whatsapp")
            .With("data.response_time_ms", 900).With("data.sent_at", now));
        await platform.SendAsync(SampleEvents.MessageFailed.InConversation("conv_1").With("data.failed_at", now));
        await platform.SendAsync(SampleEvents.ConversationRating.InConversation("conv_1").With("data.rating", 4).With("data.rated_at", now));
        await app.Services.WhenIdleAsync();

        var picture = app.Board.Read();

        var minute = picture.Minutes[^1];
        (minute.Received, minute.Sent, minute.Failed).Should().Be((1, 1, 1));
        minute.ResponseMedian.Should().BeInRange(900 * 0.85, 900 * 1.15);
        picture.Channels.Should().Equal(new ChannelCount("whatsapp", 2));
        picture.Ratings.Should().Equal(0, 0, 0, 1, 0);
        picture.OpenConversations.Should().Be(1);
    }

    [Fact]
    public async Task A_handler_that_runs_again_counts_once()
    {
        var handler = new CountMessages(_board);
        var message = Received("evt_1", at: _time.GetUtcNow());

        await handler.HandleAsync(message, default);
        _time.Advance(TimeSpan.FromMinutes(7)); // a retry
        await handler.HandleAsync(message, default);

        _board.Read().Minutes.Sum(minute => minute.Received).Should().Be(1);
    }

    [Fact]
    public async Task A_handler_that_runs_again_after_its_minute_has_left_the_window_counts_nothing()
    {
        var handler = new CountMessages(_board);
        var message = Received("evt_1", at: _time.GetUtcNow());
        await handler.HandleAsync(message, default);

        _time.Advance(TimeSpan.FromMinutes(LiveBoard.Window));
        _board.Read().Minutes.Sum(minute => minute.Received).Should().Be(0);
        await handler.HandleAsync(message, default);

        var picture = _board.Read();
        picture.Minutes.Sum(minute => minute.Received).Should().Be(0);
        picture.TooLate.Should().Be(1);
        picture.OpenConversations.Should().Be(0);
    }

    [Fact]
    public async Task A_late_event_counts_in_the_minute_in_which_it_happened()
    {
        await new CountMessages(_board).HandleAsync(Received("evt_1", at: _time.GetUtcNow().AddMinutes(-20)), default);

        var picture = _board.Read();
        picture.Minutes[^21].Received.Should().Be(1);
        picture.Minutes[^1].Received.Should().Be(0);
    }

    [Fact]
    public async Task A_clock_that_is_ahead_cannot_count_into_the_future()
    {
        await new CountMessages(_board).HandleAsync(Received("evt_1", at: _time.GetUtcNow().AddYears(1)), default);

        _board.Read().Minutes[^1].Received.Should().Be(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_conversation_is_over_whichever_of_its_events_comes_first(bool isInOrder)
    {
        var handler = new FollowConversations(_board);
        var created = Event("evt_1", new ConversationCreated { StartedAt = _time.GetUtcNow().AddMinutes(-2) });
        var ended = Event("evt_2", new ConversationEnded { EndedAt = _time.GetUtcNow() });

        await (isInOrder ? handler.HandleAsync(created, default) : handler.HandleAsync(ended, default));
        await (isInOrder ? handler.HandleAsync(ended, default) : handler.HandleAsync(created, default));

        _board.Read().OpenConversations.Should().Be(0);
    }

    [Fact]
    public async Task A_conversation_without_a_sign_of_life_for_an_hour_is_not_open()
    {
        await new CountMessages(_board).HandleAsync(Received("evt_1", at: _time.GetUtcNow()), default);
        _board.Read().OpenConversations.Should().Be(1);

        _time.Advance(TimeSpan.FromMinutes(61));

        _board.Read().OpenConversations.Should().Be(0);
    }

    [Fact]
    public async Task A_minute_with_more_events_than_are_remembered_says_so_and_counts_none_twice()
    {
        var handler = new CountMessages(_board);
        for (var number = 0; number <= Minute.MaxEvents; number++)
        {
            await handler.HandleAsync(Received($"evt_{number}", at: _time.GetUtcNow()), default);
        }

        var picture = _board.Read();
        picture.Minutes[^1].Received.Should().Be(Minute.MaxEvents);
        picture.OverBound.Should().Be(1);
    }

    [Fact]
    public async Task Channels_that_are_invented_cannot_fill_the_memory()
    {
        var handler = new CountMessages(_board);
        for (var number = 0; number < 500; number++)
        {
            await handler.HandleAsync(Received($"evt_{number}", _time.GetUtcNow(), $"{new string('x', 1_000)}{number}"), default);
            await handler.HandleAsync(Received($"evt_short_{number}", _time.GetUtcNow(), $"channel {number}"), default);
        }

        var channels = _board.Read().Channels;
        channels.Should().HaveCountLessThan(10);
        channels.Sum(channel => channel.Count).Should().Be(1_000);
        channels.Should().OnlyContain(channel => channel.Name.Length <= 40);
    }

    private WebhookEvent<MessageReceived> Received(string id, DateTimeOffset at, string channel = "web")
        => Event(id, new MessageReceived { ReceivedAt = at, Channel = channel });

    private WebhookEvent<TData> Event<TData>(string id, TData data)
        where TData : class
        => new(id, "a.type", data) { ConversationId = "conv_1", Delivery = new WebhookDelivery { ReceivedAt = _time.GetUtcNow() } };
}
