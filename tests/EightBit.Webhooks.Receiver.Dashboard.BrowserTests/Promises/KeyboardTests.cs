using EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Browsing;
using EightBit.Webhooks.Receiver.Testing.Samples;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Promises;

/// <summary>Nothing in these tests uses a pointer.</summary>
public sealed class KeyboardTests(Chromium chromium) : DashboardTest(chromium)
{
    private IKeyboard Keyboard => Dashboard.Page.Keyboard;

    private ILocator Focused => Dashboard.Page.Locator("*:focus");

    [Fact]
    public async Task An_event_is_searched_opened_and_replayed()
    {
        await SendDeadAsync(SampleEvents.MessageReceived with { Id = "evt_dead" });
        await Dashboard.GoAsync("");
        await Expect(Dashboard.Heading("Arriving now")).ToBeVisibleAsync();

        await Keyboard.PressAsync("/");
        await Expect(Dashboard.Page.GetByLabel("Event id", new() { Exact = true })).ToBeFocusedAsync();
        await Keyboard.TypeAsync("evt_dead");
        await Keyboard.PressAsync("Enter");
        await Expect(Dashboard.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("eventId=evt_dead$"));
        await Expect(Dashboard.Row("evt_dead")).ToHaveCountAsync(3);
        await TabToAsync(Dashboard.Row("evt_dead").First.GetByRole(AriaRole.Link, new() { Name = "evt_dead" }));
        await Keyboard.PressAsync("Enter");
        await Expect(Dashboard.Heading("evt_dead")).ToBeFocusedAsync();
        App.Script.Mend();
        await TabToAsync(Dashboard.Button("Replay"));
        await Keyboard.PressAsync("Enter");

        await Expect(Dashboard.Main.Locator(".timeline li").Last).ToContainTextAsync("Succeeded");
    }

    [Fact]
    public async Task A_selection_is_purged_and_the_dialog_gives_the_focus_back()
    {
        await SendDeadAsync(SampleEvents.MessageReceived with { Id = "evt_dead" });
        await Dashboard.GoAsync("#/dead-letters");
        await TabToAsync(Dashboard.Page.GetByLabel("Select all on this page"));
        await Keyboard.PressAsync("Space");
        await TabToAsync(Dashboard.Button("Purge selected"));

        await Keyboard.PressAsync("Enter");
        await Expect(Dashboard.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await Keyboard.PressAsync("Escape");
        await Expect(Dashboard.Button("Purge selected")).ToBeFocusedAsync();

        await Keyboard.PressAsync("Enter");
        await TabToAsync(Dashboard.Button("Purge 1 dead letter"));
        await Keyboard.PressAsync("Enter");
        await Expect(Dashboard.Status).ToContainTextAsync("1 purged");
    }

    [Fact]
    public async Task The_first_stop_skips_to_the_content()
    {
        await Dashboard.GoAsync("");
        await Expect(Dashboard.Heading("Overview")).ToBeVisibleAsync();

        await Keyboard.PressAsync("Tab");
        await Expect(Dashboard.Link("Skip to the content")).ToBeFocusedAsync();
        await Keyboard.PressAsync("Enter");

        await Expect(Dashboard.Main).ToBeFocusedAsync();
        Dashboard.Page.Url.Should().NotContain("#main", "the address names a page");
    }

    [Fact]
    public async Task Single_keys_pause_and_help_and_can_be_switched_off()
    {
        await Dashboard.GoAsync("");
        await Expect(Dashboard.Heading("Arriving now")).ToBeVisibleAsync();
        await Keyboard.PressAsync("p");
        await Expect(Dashboard.Button("Resume")).ToBeVisibleAsync();
        await Keyboard.PressAsync("p");
        await Expect(Dashboard.Button("Pause")).ToBeVisibleAsync();

        await Keyboard.PressAsync("?");
        await Expect(Dashboard.Page.GetByRole(AriaRole.Dialog, new() { Name = "Help" })).ToBeVisibleAsync();
        await TabToAsync(Dashboard.Page.GetByLabel("Single keys act"));
        await Keyboard.PressAsync("Space");
        await Keyboard.PressAsync("Escape");
        await Keyboard.PressAsync("p");

        await Expect(Dashboard.Button("Pause")).ToBeVisibleAsync();
        await Dashboard.Page.ReloadAsync();
        await Keyboard.PressAsync("?");
        await Expect(Dashboard.Heading("Arriving now")).ToBeVisibleAsync();
        await Expect(Dashboard.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    /// <summary>Goes on with Tab until it stands there; every stop on the way can be seen.</summary>
    private async Task TabToAsync(ILocator target)
    {
        await Expect(target).ToBeVisibleAsync();
        for (var stops = 0; stops < 80; stops++)
        {
            await Keyboard.PressAsync("Tab");
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                (await Focused.EvaluateAsync<string>("element => getComputedStyle(element).outlineStyle")).Should().NotBe("none");
                return;
            }
        }

        Assert.Fail($"Tab does not lead to {target}.");
    }
}
