using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Waiting;

namespace Samples.Tests.Notifications;

public sealed class NotificationTests
{
    [Fact]
    public async Task An_error_is_told_once_and_mentions_nobody()
    {
        await using var app = await NotificationsFactory.StartAsync();
        using var platform = app.CreateWebhookSender();
        var error = SampleEvents.AgentError.With("data.agent_name", "Billing bot").With("data.error_message", "<!channel>\nclick <https://evil|here>");

        await platform.SendAsync(error);
        await platform.SendAsync(error);
        await app.Services.WhenIdleAsync();

        app.Chat.Texts().Should().ContainSingle().Which.Should().Contain("Billing bot")
            .And.Contain("&lt;!channel&gt; click &lt;https://evil|here&gt;").And.Contain(error.Id);
    }

    [Fact]
    public async Task A_chat_that_wants_silence_gets_it()
    {
        await using var app = await NotificationsFactory.StartAsync();
        using var platform = app.CreateWebhookSender();
        app.Chat.RefuseNext(429, retryAfterSeconds: 90);
        var refused = SampleEvents.AgentError;
        await platform.SendAsync(refused);

        var attempt = await app.Services.WhenAttemptedAsync(refused.Id);
        attempt.RetryIn.Should().BeCloseTo(TimeSpan.FromSeconds(90.1), TimeSpan.FromMilliseconds(1));

        var meanwhile = SampleEvents.AgentError;
        await platform.SendAsync(meanwhile);
        await app.Services.WhenHandledAsync(meanwhile.Id);
        app.Chat.Posts.Items.Should().ContainSingle("the other one is for the digest, and does not knock at the same door");

        app.Time.Advance(attempt.RetryIn!.Value);
        await app.Services.WhenHandledAsync(refused.Id);
        app.Chat.Texts().Should().Contain(text => text.Contains(refused.Id));
    }

    [Fact]
    public async Task A_chat_that_fails_is_tried_again_by_the_inbox()
    {
        await using var app = await NotificationsFactory.StartAsync();
        using var platform = app.CreateWebhookSender();
        app.Chat.RefuseNext(503);
        var error = SampleEvents.AgentError;
        await platform.SendAsync(error);

        var failed = await app.Services.WhenAttemptedAsync(error.Id);
        failed.Error.Should().Contain("The chat answered 503.");
        app.Chat.Posts.Items.Should().ContainSingle("a POST is not repeated where nobody sees it");
        app.Time.Advance(failed.RetryIn!.Value);

        await app.Services.WhenHandledAsync(error.Id);
        app.Chat.Texts().Should().ContainSingle();
    }

    [Fact]
    public async Task A_revoked_chat_webhook_makes_a_dead_letter_that_says_what_to_do()
    {
        await using var app = await NotificationsFactory.StartAsync();
        using var platform = app.CreateWebhookSender();
        app.Chat.RefuseNext(404);
        var error = SampleEvents.AgentError;
        await platform.SendAsync(error);

        var letter = await app.Services.WhenDeadAsync(error.Id);

        letter.Reason.Should().Be(DeadLetterReason.Rejected);
        letter.Error.Should().Contain("Check Notifications:Chat:Url");
    }

    [Fact]
    public async Task What_is_over_the_limit_comes_in_one_digest()
    {
        await using var app = await NotificationsFactory.StartAsync();
        using var platform = app.CreateWebhookSender();
        for (var sent = 0; sent < 10; sent++)
        {
            await platform.SendAsync(SampleEvents.AgentError.With("data.agent_name", "Bot").With("data.error_code", sent < 5 ? "first" : "second"));
        }

        await app.Services.WhenIdleAsync();
        app.Chat.Texts().Should().HaveCount(3);
        app.Time.Advance(TimeSpan.FromMinutes(1));

        var posts = await app.Chat.Posts.WhenAsync(posts => posts.Count >= 4, default).WaitAsync(TimeSpan.FromSeconds(30));
        posts[3].Text.Should().StartWith("Held back: 7 notifications.").And.Contain("× Bot: second").And.Contain("× Bot: first");
        app.Time.Advance(TimeSpan.FromMinutes(1));
        app.Chat.Texts().Should().HaveCount(4, "nothing more was held back");
    }

    [Fact]
    public async Task A_digest_that_could_not_be_sent_is_in_the_next_one_or_sent_at_the_end()
    {
        await using var app = await NotificationsFactory.StartAsync();
        using var platform = app.CreateWebhookSender();
        for (var sent = 0; sent < 5; sent++)
        {
            await platform.SendAsync(SampleEvents.AgentError);
        }

        await app.Services.WhenIdleAsync();
        app.Chat.RefuseNext(503);
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await app.Chat.Posts.WhenAsync(posts => posts.Count >= 4, default).WaitAsync(TimeSpan.FromSeconds(30));

        app.Stop();

        var posts = await app.Chat.Posts.WhenAsync(posts => posts.Count >= 5, default).WaitAsync(TimeSpan.FromSeconds(30));
        posts[4].Text.Should().StartWith("Held back: 2 notifications.", "the application tells the rest when it stops");
    }

    [Fact]
    public async Task High_traffic_is_told_once_and_then_not_for_a_while()
    {
        await using var app = await NotificationsFactory.StartAsync();
        using var platform = app.CreateWebhookSender();
        await SendMessagesAsync(4);
        app.Chat.Texts().Should().BeEmpty();

        await SendMessagesAsync(20);
        app.Chat.Texts().Should().ContainSingle().Which.Should().StartWith("High traffic: 5 messages within a minute.");

        app.Time.Advance(TimeSpan.FromMinutes(16));
        await SendMessagesAsync(5);
        app.Chat.Texts().Should().HaveCount(2);

        async Task SendMessagesAsync(int count)
        {
            for (var sent = 0; sent < count; sent++)
            {
                await platform.SendAsync(SampleEvents.MessageReceived);
            }

            await app.Services.WhenIdleAsync();
        }
    }
}
