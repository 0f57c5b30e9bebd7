using EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Browsing;
using EightBit.Webhooks.Receiver.Testing.Samples;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Promises;

public sealed class ConnectionTests(Chromium chromium) : DashboardTest(chromium)
{
    private ILocator Alert => Dashboard.Page.GetByRole(AriaRole.Alert);

    [Fact]
    public async Task A_server_that_does_not_answer_is_told_until_it_does()
    {
        await Dashboard.GoAsync("");
        await Expect(Dashboard.Page.GetByText("Nothing has arrived yet")).ToBeVisibleAsync();
        Dashboard.Complaints.Expected.Add("net::ERR_");
        await Dashboard.Page.RouteAsync("**/api/**", route => route.AbortAsync());
        await Expect(Alert).ToContainTextAsync("No answer from the server");
        await Dashboard.Page.UnrouteAllAsync();

        await SendHandledAsync(SampleEvents.MessageReceived with { Id = "evt_back" });
        await Dashboard.Button("Try now").ClickAsync();

        await Expect(Alert).ToBeEmptyAsync();
        await Expect(Dashboard.Row("evt_back")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task A_sign_in_page_instead_of_data_is_a_session_that_has_ended()
    {
        await Dashboard.GoAsync("");
        await Expect(Dashboard.Page.GetByText("Nothing has arrived yet")).ToBeVisibleAsync();
        await Dashboard.Page.RouteAsync(
            "**/api/**", route => route.FulfillAsync(new() { Status = 302, Headers = new Dictionary<string, string> { ["Location"] = "/sign-in" } }));

        await Expect(Alert).ToContainTextAsync("Your session has ended");
    }

    [Fact]
    public async Task Colours_are_the_readers_choice_and_stay_so()
    {
        await Dashboard.GoAsync("");
        var ground = "getComputedStyle(document.body).backgroundColor";
        var light = await Dashboard.Page.EvaluateAsync<string>(ground);

        await Dashboard.Button("Colours: as the system. Change to light").ClickAsync();
        await Dashboard.Button("Colours: light. Change to dark").ClickAsync();
        await Dashboard.Page.ReloadAsync();

        await Expect(Dashboard.Button("Colours: dark. Change to as the system")).ToBeVisibleAsync();
        (await Dashboard.Page.EvaluateAsync<string>(ground)).Should().NotBe(light);
    }
}
