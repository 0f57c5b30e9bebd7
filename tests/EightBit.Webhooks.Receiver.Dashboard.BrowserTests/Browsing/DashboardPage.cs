using EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Hosting;
using Microsoft.Playwright;

namespace EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Browsing;

/// <summary>The dashboard of an application, open in a browser.</summary>
internal sealed class DashboardPage : IAsyncDisposable
{
    private const float PatienceMs = 20_000;

    private readonly IBrowserContext _context;

    private DashboardPage(IBrowserContext context, IPage page, DashboardApp app, Complaints complaints)
    {
        _context = context;
        Page = page;
        App = app;
        Complaints = complaints;
    }

    public IPage Page { get; }

    public DashboardApp App { get; }

    public Complaints Complaints { get; }

    public ILocator Main => Page.GetByRole(AriaRole.Main);

    public ILocator Status => Page.Locator(".toasts");

    public static async Task<DashboardPage> OpenAsync(
        Chromium chromium, DashboardApp app, string hash = "", BrowserNewContextOptions? options = null, bool visit = true)
    {
        options ??= new BrowserNewContextOptions();
        options.Locale ??= "en-GB";
        options.ReducedMotion ??= ReducedMotion.Reduce;
        var context = await chromium.Browser.NewContextAsync(options);
        context.SetDefaultTimeout(PatienceMs);
        Assertions.SetDefaultExpectTimeout(PatienceMs);
        var complaints = await Complaints.OfAsync(context, app.Origin);
        var opened = new DashboardPage(context, await context.NewPageAsync(), app, complaints);
        if (visit)
        {
            await opened.GoAsync(hash);
        }

        return opened;
    }

    public Task GoAsync(string hash) => Page.GotoAsync(new Uri(App.Dashboard, hash).AbsoluteUri);

    public ILocator Row(string text) => Main.GetByRole(AriaRole.Row).Filter(new LocatorFilterOptions { HasText = text });

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = name, Exact = true });

    /// <summary>What names the page that is shown. After a link to another page: until it is there, the one before is, with rows and fields of its own.</summary>
    public ILocator Title(string name) => Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = name, Exact = true, Level = 1 });

    public ILocator Heading(string name) => Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = name, Exact = true });

    /// <summary>Ends the visit; whatever the page had to complain about fails the test.</summary>
    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Complaints.All.Should().BeEmpty("the page causes no console error, no breach of its policy and no request to anybody else");
    }
}
