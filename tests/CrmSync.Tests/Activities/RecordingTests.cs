using CrmSync.Api;
using CrmSync.Handlers.Conversations;
using CrmSync.Handlers.Messages;
using CrmSync.Tests.Support;

namespace CrmSync.Tests.Activities;

public sealed class RecordingTests : IDisposable
{
    private static readonly DateTimeOffset At = new(TimeProvider.System.GetUtcNow().Date.AddHours(-1), TimeSpan.Zero);

    private readonly TemporaryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData("memory")]
    [InlineData("sqlite")]
    public async Task A_message_becomes_one_activity(string inbox)
    {
        await using var crm = await RunningCrm.StartAsync(_database, inbox);

        await crm.SendAsync("evt_1", "message.received", new { ConversationId = "conv_1", UserId = "user_1", Content = "Hello" }, At);

        var activity = (await crm.ActivitiesAsync()).Should().ContainSingle().Subject;
        activity.Should().BeEquivalentTo(
            new ActivityItem(1, "evt_1", nameof(LogReceivedMessage), "message.received", 1, "conv_1", "Hello", At, default),
            options => options.Excluding(item => item.RecordedAt));
        activity.RecordedAt.Should().BeCloseTo(TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData("conversation.created", nameof(OpenConversation))]
    [InlineData("conversation.updated", nameof(UpdateConversation))]
    [InlineData("conversation.ended", nameof(EndConversation))]
    [InlineData("conversation.rating", nameof(RateConversation))]
    [InlineData("conversation.escalated", nameof(EscalateConversation), nameof(PlanFollowUp))]
    [InlineData("message.received", nameof(LogReceivedMessage))]
    [InlineData("message.sent", nameof(LogSentMessage))]
    [InlineData("message.failed", nameof(LogFailedMessage))]
    public async Task Every_event_leaves_one_row_per_handler_even_when_its_data_are_empty(string type, params string[] handlers)
    {
        await using var crm = await RunningCrm.StartAsync(_database);

        await crm.SendAsync("evt_1", type, new { });

        var activities = await crm.ActivitiesAsync();
        activities.Select(activity => activity.Handler).Should().BeEquivalentTo(handlers);
        activities.Should().OnlyContain(activity => activity.EventId == "evt_1" && activity.Text.Length > 0);
    }

    [Fact]
    public async Task An_event_type_that_the_CRM_does_not_handle_leaves_nothing()
    {
        await using var crm = await RunningCrm.StartAsync(_database);

        await crm.SendAsync("evt_1", "invoice.paid", new { ConversationId = "conv_1", UserId = "user_1" });

        (await crm.ActivitiesAsync()).Should().BeEmpty();
        (await crm.ContactsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task The_state_of_a_conversation_is_the_newest_one_in_whatever_order_the_events_come()
    {
        await using var crm = await RunningCrm.StartAsync(_database);

        await crm.SendAsync("evt_3", "conversation.ended", new { ConversationId = "conv_1", UserId = "user_1" }, At.AddMinutes(3));
        await crm.SendAsync("evt_2", "conversation.updated", new { ConversationId = "conv_1", Status = "pending" }, At.AddMinutes(2));
        await crm.SendAsync("evt_1", "conversation.created", new { ConversationId = "conv_1", Channel = "web" }, At.AddMinutes(1));

        var conversation = await crm.QueryAsync(async db => await db.Conversations.FindAsync("conv_1"));
        conversation.Should().BeEquivalentTo(new
        {
            Status = "ended",
            Channel = "web",
            StartedAt = At.AddMinutes(1),
            EndedAt = At.AddMinutes(3),
        });
    }
}
