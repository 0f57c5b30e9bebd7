using EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Browsing;
using EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Hosting;
using EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Pictures;
using EightBit.Webhooks.Receiver.Testing.Samples;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Promises;

public sealed class ChartTests(Chromium chromium) : DashboardTest(chromium)
{
    private readonly DemoClock _clock = new(new DateTimeOffset(2026, 10, 5, 13, 4, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_chart_is_a_sentence_and_a_table_too()
    {
        await SendHandledAsync(SampleEvents.MessageReceived);
        await SendHandledAsync(SampleEvents.MessageSent);
        await App.Platform.SendAsync(App.Platform.Sign(SampleEvents.MessageSent).Forged());
        _clock.Advance(TimeSpan.FromSeconds(10));

        await Dashboard.GoAsync("");

        await Expect(Chart("3 deliveries in the last hour: Accepted 2, Duplicate or gone 0, Refused 1, Turned away 0.")).ToBeVisibleAsync();
        await Dashboard.Page.GetByText("Table of Deliveries", new() { Exact = true }).First.ClickAsync();
        await Expect(Dashboard.Page.GetByRole(AriaRole.Table, new() { Name = "Deliveries, newest first" }).GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("201");
        await Dashboard.Page.GetByLabel("10 min").CheckAsync();
        await Expect(Chart("3 deliveries in the last 10 minutes: Accepted 2, Duplicate or gone 0, Refused 1, Turned away 0.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_outcome_leads_to_its_deliveries()
    {
        await App.Platform.SendAsync(App.Platform.Sign(SampleEvents.MessageSent).Forged());
        _clock.Advance(TimeSpan.FromSeconds(10));
        await Dashboard.GoAsync("");

        await Dashboard.Page.GetByRole(AriaRole.Table, new() { Name = "Outcomes of deliveries in the last hour" })
            .GetByRole(AriaRole.Link, new() { Name = "Signature mismatch" }).ClickAsync();

        await Expect(Dashboard.Title("Deliveries")).ToBeVisibleAsync();
        await Expect(Dashboard.Page.GetByLabel("Outcome")).ToHaveValueAsync("signature_mismatch");
        await Expect(Dashboard.Row("Signature mismatch")).ToHaveCountAsync(1);
    }

    private protected override Task<DashboardApp> StartAppAsync()
        => DashboardApp.StartAsync(configure: builder => builder.Services.AddSingleton<TimeProvider>(_clock));

    private ILocator Chart(string sentence) => Dashboard.Page.GetByRole(AriaRole.Img, new() { Name = sentence });
}
