using EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Browsing;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Waiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Promises;

public sealed class DeadLetterTests(Chromium chromium) : DashboardTest(chromium)
{
    private IWebhookInboxAdmin Inbox => App.Host.Services.GetRequiredService<IWebhookInboxAdmin>();

    [Fact]
    public async Task A_dead_letter_is_replayed_and_seen_to_succeed()
    {
        await SendDeadAsync(SampleEvents.MessageReceived with { Id = "evt_dead" });
        await Dashboard.GoAsync("#/dead-letters");
        await Expect(Dashboard.Row("evt_dead")).ToContainTextAsync("The CRM is closed.");
        App.Script.Mend();

        await Dashboard.Button("Replay evt_dead").ClickAsync();

        await Expect(Dashboard.Status).ToContainTextAsync("1 dead letter: 1 replayed.");
        await Expect(Dashboard.Page.GetByText("No dead letters", new() { Exact = true })).ToBeVisibleAsync();
        await App.Host.WhenHandledAsync("evt_dead");
        await Dashboard.Main.Locator("[data-result=replayed]").GetByRole(AriaRole.Link, new() { Name = "evt_dead" }).ClickAsync();
        await Expect(Dashboard.Main.Locator(".timeline li").Last).ToContainTextAsync("Succeeded");
    }

    [Fact]
    public async Task A_selection_is_replayed_and_each_result_is_told()
    {
        foreach (var id in new[] { "evt_1", "evt_2", "evt_3" })
        {
            await SendDeadAsync((SampleEvents.MessageReceived with { Id = id }).InConversation(id));
        }

        await Dashboard.GoAsync("#/dead-letters");
        await Dashboard.Page.GetByLabel("Select all on this page").CheckAsync();
        await Dashboard.Page.GetByLabel("Select evt_2").UncheckAsync();
        await Expect(Dashboard.Main).ToContainTextAsync("2 selected; the list stands still");
        App.Script.Mend();
        var gone = (await Inbox.ListDeadLettersAsync(new DeadLetterQuery())).Items.Single(letter => letter.Delivery.EventId == "evt_3");
        await Inbox.PurgeAsync(gone.EntryId);

        await Dashboard.Button("Replay selected").ClickAsync();
        await Dashboard.Button("Replay 2 dead letters").ClickAsync();

        await Expect(Dashboard.Status).ToContainTextAsync("2 dead letters: 1 replayed, 1 not found.");
        await Expect(Dashboard.Main.Locator("[data-result=replayed]")).ToContainTextAsync("evt_1");
        await Expect(Dashboard.Main.Locator("[data-result=not_found]")).ToContainTextAsync("evt_3");
        await Expect(Dashboard.Row("evt_2")).ToHaveCountAsync(1);
        await Expect(Dashboard.Heading("1 dead letter")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_purge_asks_first()
    {
        await SendDeadAsync(SampleEvents.MessageReceived with { Id = "evt_dead" });
        await Dashboard.GoAsync("#/dead-letters");
        var dialog = Dashboard.Page.GetByRole(AriaRole.Dialog, new() { Name = "Purge 1 dead letter?" });

        await Dashboard.Button("Purge evt_dead").ClickAsync();
        await Expect(dialog).ToContainTextAsync("deleted for good");
        await Dashboard.Button("Cancel").ClickAsync();
        await Expect(dialog).Not.ToBeVisibleAsync();
        (await Inbox.GetStatisticsAsync()).DeadLetters.Should().Be(1);

        await Dashboard.Button("Purge evt_dead").ClickAsync();
        await Dashboard.Button("Purge 1 dead letter").ClickAsync();
        await Expect(Dashboard.Status).ToContainTextAsync("1 dead letter: 1 purged.");
        (await Inbox.GetStatisticsAsync()).DeadLetters.Should().Be(0);
    }

    [Fact]
    public async Task An_event_is_replayed_from_its_own_page()
    {
        await SendDeadAsync(SampleEvents.MessageReceived with { Id = "evt_dead" });
        await Dashboard.GoAsync("#/event?receiver=&id=evt_dead");
        App.Script.Mend();

        await Dashboard.Button("Replay").ClickAsync();

        await Expect(Dashboard.Main.Locator(".timeline li").Last).ToContainTextAsync("Succeeded");
        await Expect(Dashboard.Main).ToContainTextAsync("The inbox does not hold it.");
    }
}
