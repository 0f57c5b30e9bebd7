using EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Browsing;
using EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Pictures;

/// <summary>
/// Takes the pictures of the documentation; with <c>EIGHTBIT_SCREENSHOTS=docs/images</c> (a path from the repository's root, or an absolute
/// one) it keeps them.
/// </summary>
[Collection(ChromiumGroup.Name)]
[Trait("Category", "Slow")]
public sealed class PictureTests(Chromium chromium)
{

    [Fact]
    public async Task The_main_pages_can_be_pictured()
    {
        var clock = new DemoClock(new DateTimeOffset(2026, 10, 5, 13, 4, 0, TimeSpan.Zero));
        await using var app = await DashboardApp.StartAsync(
            configure: builder => builder.Services.AddSingleton<TimeProvider>(clock),
            settings: DemoTraffic.Settings);
        await new DemoTraffic(app, clock).RunAsync();
        var deadLetter = $"#/event?receiver=&id={DemoTraffic.DeadId}";

        await PictureAsync(app, "dashboard-light", "", ColorScheme.Light, 1280, 1000, "Arriving now");
        await PictureAsync(app, "dashboard-dark", "", ColorScheme.Dark, 1280, 1000, "Arriving now");
        await PictureAsync(app, "dashboard-dead-letters", "#/dead-letters", ColorScheme.Light, 1280, 560, "Dead letters");
        await PictureAsync(app, "dashboard-event", deadLetter, ColorScheme.Dark, 1280, 740, "What happened");
        await PictureAsync(app, "dashboard-phone", "", ColorScheme.Light, 390, 780, "Arriving now");
    }

    private async Task PictureAsync(DashboardApp app, string name, string hash, ColorScheme colours, int width, int height, string heading)
    {
        await using var page = await DashboardPage.OpenAsync(chromium, app, hash, new BrowserNewContextOptions
        {
            ColorScheme = colours,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            TimezoneId = "UTC",
        });
        await Assertions.Expect(page.Heading(heading).First).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.Locator(".loading, .placeholder")).ToHaveCountAsync(0);

        var picture = await page.Page.ScreenshotAsync();
        if (Environment.GetEnvironmentVariable("EIGHTBIT_SCREENSHOTS") is { Length: > 0 } folder)
        {
            folder = Path.Combine(RepositoryRoot(), folder);
            Directory.CreateDirectory(folder);
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{name}.png"), picture);
        }
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "EightBit.Webhooks.Receiver.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? Environment.CurrentDirectory;
    }
}
