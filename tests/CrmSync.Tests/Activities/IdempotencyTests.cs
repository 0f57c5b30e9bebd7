using CrmSync.Activities;
using CrmSync.Contacts;
using CrmSync.Demo.Sending;
using CrmSync.Tests.Support;
using EightBit.Webhooks.Receiver.Events;
using Microsoft.Extensions.DependencyInjection;

namespace CrmSync.Tests.Activities;

public sealed class IdempotencyTests : IDisposable
{
    private readonly TemporaryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task A_redelivered_event_leaves_one_row_per_handler()
    {
        await using var crm = await RunningCrm.StartAsync(_database);
        var delivery = Escalation(crm);

        (await crm.SendAsync(delivery)).Text.Should().Be("200 accepted");
        (await crm.SendAsync(delivery)).Text.Should().Be("200 duplicate");

        (await crm.ActivitiesAsync()).Should().HaveCount(2).And.OnlyHaveUniqueItems(activity => activity.Handler);
    }

    [Fact]
    public async Task An_event_that_is_processed_again_after_a_restart_changes_nothing()
    {
        Delivery escalation;
        await using (var first = await RunningCrm.StartAsync(_database))
        {
            escalation = Escalation(first);
            await first.SendAsync(escalation);
            await first.SendAsync("evt_later", "conversation.ended", new { ConversationId = "conv_1", UserId = "user_1" });
            await first.ProcessedAsync();
        }

        // The inbox in memory has forgotten the event, so the handlers do run a second time.
        await using var second = await RunningCrm.StartAsync(_database);
        var before = await second.ActivitiesAsync();
        (await second.SendAsync(escalation)).Text.Should().Be("200 accepted");

        (await second.ActivitiesAsync()).Should().BeEquivalentTo(before).And.HaveCount(3);
        (await second.QueryAsync(async db => await db.Conversations.FindAsync("conv_1")))!.Status.Should().Be("ended");
    }

    [Fact]
    public async Task Many_runs_of_one_event_at_the_same_time_leave_one_row()
    {
        await using var crm = await RunningCrm.StartAsync(_database);
        var webhookEvent = new WebhookEvent<MessageReceived>("evt_1", "message.received", new MessageReceived()) { ConversationId = "conv_1" };

        await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(async () =>
        {
            await using var scope = crm.Services.CreateAsyncScope();
            var entry = new ActivityEntry(webhookEvent, "Handler", TimeProvider.System.GetUtcNow())
            {
                Person = Person.Of("user_1"),
                Text = "Hello",
            };
            await scope.ServiceProvider.GetRequiredService<ActivityRecorder>().RecordAsync(entry, CancellationToken.None);
        })));

        (await crm.ActivitiesAsync()).Should().ContainSingle();
        (await crm.ContactsAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task Two_applications_on_one_database_leave_one_row_of_an_event_that_both_were_sent()
    {
        const int events = 40;
        await using var first = await RunningCrm.StartAsync(_database);
        await using var second = await RunningCrm.StartAsync(_database);

        await Parallel.ForAsync(0, events, async (number, _) =>
        {
            var data = new { ConversationId = $"conv_{number}", UserId = $"user_{number % 5}", Content = $"Message {number}" };
            await Task.WhenAll(
                first.SendAsync($"evt_{number}", "message.received", data),
                second.SendAsync($"evt_{number}", "message.received", data));
        });
        await second.ProcessedAsync();

        (await first.ActivitiesAsync()).Should().HaveCount(events).And.OnlyHaveUniqueItems(activity => activity.EventId);
        (await first.ContactsAsync()).Should().HaveCount(5);
    }

    private static Delivery Escalation(RunningCrm crm)
        => crm.Delivery("evt_1", "conversation.escalated", new { ConversationId = "conv_1", UserId = "user_1", Reason = "asked for" });
}
