using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Browsing;
using EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Hosting;
using EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Pictures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Promises;

[Collection(ChromiumGroup.Name)]
[Trait("Category", "Slow")]
public sealed class AccessibilityTests(Chromium chromium)
{
    private static readonly string[] Pages =
        ["", "#/deliveries", "#/deliveries?eventId=evt_nobody", "#/retries", "#/dead-letters", $"#/event?receiver=&id={DemoTraffic.DeadId}"];

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 360)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task Axe_finds_nothing_serious_and_no_page_is_wider_than_its_window(ColorScheme colours, int width)
    {
        var clock = new DemoClock(new DateTimeOffset(2026, 10, 5, 13, 4, 0, TimeSpan.Zero));
        await using var app = await DashboardApp.StartAsync(configure: builder => builder.Services.AddSingleton<TimeProvider>(clock), settings: DemoTraffic.Settings);
        await new DemoTraffic(app, clock).RunAsync(steps: 60);
        await using var dashboard = await DashboardPage.OpenAsync(chromium, app, "", new BrowserNewContextOptions
        {
            ColorScheme = colours,
            ViewportSize = new ViewportSize { Width = width, Height = 780 },
        });

        foreach (var hash in Pages)
        {
            await dashboard.GoAsync(hash);
            await Expect(dashboard.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
            await Expect(dashboard.Page.Locator(".loading, .placeholder")).ToHaveCountAsync(0);
            await ExpectNoFindingsAsync(dashboard, hash);
            await ExpectNoSidewaysScrollAsync(dashboard, hash);
        }

        await dashboard.Button("Help").ClickAsync();
        await ExpectNoFindingsAsync(dashboard, "the help");
        await ExpectNoSidewaysScrollAsync(dashboard, "the help");
    }

    private static async Task ExpectNoFindingsAsync(DashboardPage dashboard, string where)
    {
        var result = await dashboard.Page.RunAxe();
        result.Violations.Where(finding => finding.Impact is "serious" or "critical" or "moderate").Select(Describe)
            .Should().BeEmpty("{0} can be used by everybody", where);
    }

    private static async Task ExpectNoSidewaysScrollAsync(DashboardPage dashboard, string where)
    {
        var tooWide = await dashboard.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        tooWide.Should().BeLessThanOrEqualTo(0, "{0} fits its window", where);
    }

    private static string Describe(AxeResultItem finding)
        => $"{finding.Impact}: {finding.Id}: {finding.Help}: {string.Join("; ", finding.Nodes.Take(4).Select(node => node.Html))}";
}
