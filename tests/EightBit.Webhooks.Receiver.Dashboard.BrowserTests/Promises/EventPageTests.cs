using EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Browsing;
using EightBit.Webhooks.Receiver.Handlers;
using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Waiting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Promises;

public sealed class EventPageTests(Chromium chromium) : DashboardTest(chromium)
{
    [Fact]
    public async Task A_failure_is_shown_with_its_error_in_full()
    {
        await SendDeadAsync(SampleEvents.MessageReceived with { Id = "evt_dead" }, "The CRM is closed.\nCome back on Monday.");

        await Dashboard.GoAsync("");
        await Dashboard.Row("Failed").First.GetByRole(AriaRole.Link, new() { Name = "evt_dead" }).ClickAsync();

        await Expect(Dashboard.Heading("evt_dead")).ToBeFocusedAsync();
        var happened = Dashboard.Main.Locator(".timeline li");
        await Expect(happened).ToHaveCountAsync(4);
        await Expect(happened.Nth(0)).ToContainTextAsync("Accepted");
        await Expect(happened.Nth(1).Locator("pre")).ToContainTextAsync("The CRM is closed.\nCome back on Monday.");
        await Expect(happened.Nth(2)).ToContainTextAsync("The same error as in attempt 1.");
        await Expect(happened.Nth(3)).ToContainTextAsync("Dead letter");
        await Expect(Dashboard.Main.Locator(".facts")).ToContainTextAsync("Attempts exhausted");
    }

    [Fact]
    public async Task The_payload_is_shown_without_what_the_server_hides()
    {
        await SendDeadAsync(SampleEvents.MessageReceived.With("data.content", "my secret words") with { Id = "evt_dead" });

        await Dashboard.GoAsync("#/event?receiver=&id=evt_dead");

        var payload = Dashboard.Main.Locator(".payload");
        await Expect(payload).ToContainTextAsync("\"content\": \"[redacted]\"");
        await Expect(Dashboard.Main).ToContainTextAsync("hidden by the server");
        (await Dashboard.Page.ContentAsync()).Should().NotContain("my secret words");
    }

    [Fact]
    public async Task A_completed_event_says_why_there_is_no_payload()
    {
        await SendHandledAsync(SampleEvents.MessageReceived with { Id = "evt_done" });

        await Dashboard.GoAsync("#/event?receiver=&id=evt_done");

        await Expect(Dashboard.Main).ToContainTextAsync("of a completed event nothing is kept but its id");
        await Expect(Dashboard.Main.Locator(".timeline li")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task The_next_attempt_is_told_and_the_page_follows_it()
    {
        App.Script.FailWith(() => new WebhookRetryException(TimeSpan.FromHours(1), "Later."));
        await App.Platform.SendAsync(SampleEvents.MessageReceived with { Id = "evt_retry" });
        await App.Host.WhenAttemptedAsync("evt_retry");

        await Dashboard.GoAsync("#/event?receiver=&id=evt_retry");

        await Expect(Dashboard.Main.Locator(".timeline .ahead")).ToContainTextAsync("next attempt in");
        await App.Platform.SendAsync(SampleEvents.MessageReceived with { Id = "evt_retry" });
        await Expect(Dashboard.Main.Locator(".timeline li").Filter(new() { HasText = "Duplicate" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_id_can_be_copied()
    {
        await SendHandledAsync(SampleEvents.MessageReceived with { Id = "evt_copy" });
        await Dashboard.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await Dashboard.GoAsync("#/event?receiver=&id=evt_copy");

        await Dashboard.Button("Copy the id").ClickAsync();

        await Expect(Dashboard.Button("Copied the id")).ToBeVisibleAsync();
        (await Dashboard.Page.EvaluateAsync<string>("navigator.clipboard.readText()")).Should().Be("evt_copy");
    }

    [Fact]
    public async Task An_unknown_event_says_what_that_means()
    {
        await Dashboard.GoAsync("#/event?receiver=&id=evt_nobody");

        await Expect(Dashboard.Main).ToContainTextAsync("Nothing is known of this event");
    }
}
