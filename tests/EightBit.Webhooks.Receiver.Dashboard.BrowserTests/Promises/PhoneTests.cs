using EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Browsing;
using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Waiting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Promises;

public sealed class PhoneTests(Chromium chromium) : DashboardTest(chromium)
{
    [Fact]
    public async Task A_dead_letter_is_found_read_and_replayed_on_a_phone()
    {
        await SendDeadAsync(SampleEvents.MessageReceived with { Id = "evt_dead" });
        await using var phone = await DashboardPage.OpenAsync(Chromium, App, "", new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = 360, Height = 740 },
            HasTouch = true,
            IsMobile = true,
        });

        await phone.Page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Dead letters" }).TapAsync();
        await Expect(phone.Title("Dead letters")).ToBeVisibleAsync();
        await phone.Row("evt_dead").Locator("summary").TapAsync();
        await Expect(phone.Row("evt_dead").Locator("pre")).ToBeInViewportAsync();
        App.Script.Mend();
        await phone.Button("Replay evt_dead").TapAsync();

        await Expect(phone.Status).ToContainTextAsync("1 replayed");
        await App.Host.WhenHandledAsync("evt_dead");
    }
}
