using EightBit.Webhooks.Receiver.DeliveryLog;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Waiting;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Teams;
using SupportDesk.Tests.Hosting;
using SupportDesk.Tickets;

namespace SupportDesk.Tests;

public sealed class EscalationTests
{
    [Fact]
    public async Task An_escalated_conversation_becomes_a_ticket()
    {
        await using var desk = new SupportDeskFactory();
        using var platform = desk.CreateWebhookSender();
        var escalated = SampleEvents.ConversationEscalated with { Id = "evt_1" };
        escalated = escalated.InConversation("conv_1").With("data.priority", "high").With("data.assigned_to", "team_support");

        var answer = await platform.SendAsync(escalated);
        await desk.Services.WhenHandledAsync("evt_1");

        answer.ToString().Should().Be("200 accepted");
        desk.Tickets.Opened.Should().Equal(new Ticket("evt_1", "conv_1", "team_support", "high"));
    }

    [Fact]
    public async Task A_ticket_system_that_is_down_is_tried_again()
    {
        await using var desk = new SupportDeskFactory();
        using var platform = desk.CreateWebhookSender();
        var escalated = SampleEvents.ConversationEscalated.With("data.assigned_to", "team_support");
        desk.Tickets.FailNext(times: 2);
        await platform.SendAsync(escalated);

        for (var attempt = 1; attempt <= 2; attempt++)
        {
            var failed = await desk.Services.WhenAttemptedAsync(escalated.Id, attempt);
            failed.Error.Should().Contain("The ticket system is down.");
            desk.Time.Advance(failed.RetryIn!.Value);
        }

        await desk.Services.WhenHandledAsync(escalated.Id);
        desk.Tickets.Opened.Should().ContainSingle();
        var log = desk.Services.GetRequiredService<IWebhookDeliveryLog>();
        var lines = await log.QueryAsync(new DeliveryLogQuery { EventId = escalated.Id });
        lines.Items.Select(line => line.Outcome).Reverse().Should().Equal("accepted", "failed", "failed", "succeeded");
    }

    [Fact]
    public async Task An_unknown_team_makes_a_dead_letter_that_can_be_replayed()
    {
        await using var desk = new SupportDeskFactory();
        using var platform = desk.CreateWebhookSender();
        var escalated = SampleEvents.ConversationEscalated.With("data.assigned_to", "team_night");
        await platform.SendAsync(escalated);

        var letter = await desk.Services.WhenDeadAsync(escalated.Id);
        letter.Reason.Should().Be(DeadLetterReason.Rejected);
        letter.Error.Should().Contain("There is no team 'team_night'.");

        desk.Services.GetRequiredService<TeamDirectory>().Add("team_night");
        await desk.Services.GetRequiredService<IWebhookInboxAdmin>().ReplayAsync(letter.EntryId);
        await desk.Services.WhenHandledAsync(escalated.Id);
        desk.Tickets.Opened.Should().ContainSingle(ticket => ticket.Team == "team_night");
    }

    [Fact]
    public async Task Many_events_of_many_conversations_leave_nothing_behind()
    {
        await using var desk = new SupportDeskFactory();
        using var platform = desk.CreateWebhookSender();
        desk.Services.GetRequiredService<TeamDirectory>().Add("team_billing");
        desk.Services.GetRequiredService<TeamDirectory>().Add("maria@example.com");
        var generator = new SampleEventGenerator(seed: 1, conversations: 10, desk.Time);
        var events = Enumerable.Range(0, 300).Select(_ => generator.Next()).ToList();

        foreach (var sample in events)
        {
            (await platform.SendAsync(sample)).Code.Should().Be("accepted");
        }

        (await desk.Services.WhenIdleAsync()).DeadLetters.Should().Be(0);
        desk.Tickets.Opened.Should().HaveCount(events.Count(sample => sample.Type == "conversation.escalated"));
    }
}
