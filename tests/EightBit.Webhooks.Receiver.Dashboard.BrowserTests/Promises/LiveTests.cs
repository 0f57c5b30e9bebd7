using EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Browsing;
using EightBit.Webhooks.Receiver.Handlers;
using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Waiting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Promises;

public sealed class LiveTests(Chromium chromium) : DashboardTest(chromium)
{
    [Fact]
    public async Task A_delivery_arrives_without_reloading()
    {
        await Dashboard.GoAsync("");
        await Expect(Dashboard.Page.GetByText("Nothing has arrived yet")).ToBeVisibleAsync();

        await SendHandledAsync(SampleEvents.MessageReceived with { Id = "evt_live" });

        var rows = Dashboard.Row("evt_live");
        await Expect(rows).ToHaveCountAsync(2);
        await Expect(rows.Filter(new() { HasText = "Succeeded" })).ToHaveCountAsync(1); // in any order: the handler may be faster than the answer
        await Expect(rows.Filter(new() { HasText = "Accepted" })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_refused_delivery_says_why()
    {
        await Dashboard.GoAsync("");
        await App.Platform.SendAsync(App.Platform.Sign(SampleEvents.MessageReceived).Forged());

        var row = Dashboard.Row("Signature mismatch");
        await row.Locator("summary").ClickAsync();

        await Expect(row).ToContainTextAsync("unknown: not verified");
        await Expect(row).ToContainTextAsync("wrong secret, a forged request, or a body that was changed on the way");
        await Expect(row.Locator("pre")).ToContainTextAsync("None of 1 configured secrets has signed this body");
    }

    [Fact]
    public async Task A_paused_list_stands_still_and_tells_how_many_lines_wait()
    {
        await SendHandledAsync(SampleEvents.MessageReceived with { Id = "evt_before" });
        await Dashboard.GoAsync("");
        await Expect(Dashboard.Row("evt_before")).ToHaveCountAsync(2);

        await Dashboard.Button("Pause").ClickAsync();
        await SendHandledAsync(SampleEvents.MessageSent with { Id = "evt_meanwhile" });
        await Expect(Dashboard.Button("2 new lines: show")).ToBeVisibleAsync();
        await Expect(Dashboard.Row("evt_meanwhile")).ToHaveCountAsync(0);

        await Dashboard.Button("Resume").ClickAsync();
        await Expect(Dashboard.Row("evt_meanwhile")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Lines_stand_still_while_the_reader_has_the_focus_among_them()
    {
        await SendHandledAsync(SampleEvents.MessageReceived with { Id = "evt_before" });
        await Dashboard.GoAsync("");
        await Dashboard.Row("evt_before").First.GetByRole(AriaRole.Link).First.FocusAsync();

        await SendHandledAsync(SampleEvents.MessageSent with { Id = "evt_meanwhile" });

        await Expect(Dashboard.Row("evt_meanwhile")).ToHaveCountAsync(0);
        await Dashboard.Button("2 new lines: show").ClickAsync();
        await Expect(Dashboard.Row("evt_meanwhile")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task The_inbox_is_counted_live()
    {
        await Dashboard.GoAsync("");
        await Expect(Tile("Dead letters")).ToContainTextAsync("0");

        await SendDeadAsync(SampleEvents.MessageReceived with { Id = "evt_dead" });
        await Expect(Tile("Dead letters")).ToContainTextAsync("1");
        await Expect(Dashboard.Page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Dead letters 1 dead letter" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_waits_for_a_retry_is_listed_with_its_error_and_its_time()
    {
        App.Script.FailWith(() => new WebhookRetryException(TimeSpan.FromHours(1), "The CRM asks to come back in an hour."));
        await App.Platform.SendAsync(SampleEvents.MessageReceived with { Id = "evt_retry" });
        await App.Host.WhenAttemptedAsync("evt_retry");

        await Dashboard.GoAsync("#/retries");

        var row = Dashboard.Row("evt_retry");
        await Expect(row).ToContainTextAsync("The CRM asks to come back in an hour.");
        await Expect(row.Locator("time").First).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^in (59 min|1 h)"));
    }

    private ILocator Tile(string name) => Dashboard.Main.Locator(".tile", new() { HasText = name });
}
