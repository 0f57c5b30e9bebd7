using EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Browsing;
using EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Hosting;
using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Waiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Promises;

[Collection(ChromiumGroup.Name)]
[Trait("Category", "Slow")]
public sealed class AccessTests(Chromium chromium)
{
    private readonly Gate _gate = new();

    [Fact]
    public async Task Without_authorization_nobody_gets_in_outside_Development()
    {
        await using var app = await DashboardApp.StartAsync(environment: Environments.Production);
        await SendSecretAsync(app);
        await using var dashboard = await OpenAsync(app, 403);

        await ExpectNothingAsync(dashboard, 403);
    }

    [Theory]
    [InlineData(false, 401)]
    [InlineData(true, 403)]
    public async Task A_policy_that_is_not_met_gives_nothing_away(bool signedIn, int status)
    {
        (_gate.SignedIn, _gate.Operator) = (signedIn, false);
        await using var app = await StartGuardedAsync();
        await SendSecretAsync(app);
        await using var dashboard = await OpenAsync(app, status);

        await ExpectNothingAsync(dashboard, status);
    }

    [Fact]
    public async Task Whom_the_policy_lets_in_can_replay()
    {
        await using var app = await StartGuardedAsync();
        await SendSecretAsync(app);
        await using var dashboard = await DashboardPage.OpenAsync(chromium, app, "#/dead-letters");
        app.Script.Mend();

        await dashboard.Button("Replay evt_secret").ClickAsync();

        await Expect(dashboard.Status).ToContainTextAsync("1 replayed");
        await app.Host.WhenHandledAsync("evt_secret");
    }

    [Theory]
    [InlineData(false, "Your session has ended", "status of 401")]
    [InlineData(true, "You may not see this", "status of 403")]
    public async Task A_session_that_ends_is_told_and_the_page_stops_asking(bool signedIn, string title, string expected)
    {
        await using var app = await StartGuardedAsync();
        await using var dashboard = await DashboardPage.OpenAsync(chromium, app);
        await Expect(dashboard.Page.GetByText("Nothing has arrived yet")).ToBeVisibleAsync();
        dashboard.Complaints.Expected.Add(expected);

        (_gate.SignedIn, _gate.Operator) = (signedIn, false);
        await Expect(dashboard.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(title);

        (_gate.SignedIn, _gate.Operator) = (true, true);
        await dashboard.Button("Reload").ClickAsync();
        await Expect(dashboard.Page.GetByText("Nothing has arrived yet")).ToBeVisibleAsync();
        await Expect(dashboard.Page.GetByRole(AriaRole.Alert)).ToBeEmptyAsync();
    }

    private static async Task SendSecretAsync(DashboardApp app)
    {
        app.Script.FailWith(() => new InvalidOperationException("a secret error"));
        await app.Platform.SendAsync(SampleEvents.MessageReceived with { Id = "evt_secret" });
        await app.Host.WhenDeadAsync("evt_secret");
    }

    private static async Task ExpectNothingAsync(DashboardPage dashboard, int status)
    {
        foreach (var path in new[] { "", "assets/app/main.js", "api/about", "api/live", "api/deliveries", "api/dead-letters", "api/event?eventId=evt_secret" })
        {
            var answer = await dashboard.Page.APIRequest.GetAsync(new Uri(dashboard.App.Dashboard, path).AbsoluteUri, new() { MaxRedirects = 0 });
            answer.Status.Should().Be(status, "{0} is closed", path);
            (await answer.TextAsync()).Should().NotContain("evt_secret").And.NotContain("a secret error");
        }

        // The browser shows a page of its own for an answer without a body, and comes to it by another navigation.
        await Expect(dashboard.Page.Locator("body")).Not.ToContainTextAsync("evt_secret");
    }

    private async Task<DashboardPage> OpenAsync(DashboardApp app, int status)
    {
        var dashboard = await DashboardPage.OpenAsync(chromium, app, visit: false);
        dashboard.Complaints.Expected.AddRange([$"status of {status}", "favicon.ico"]);
        try
        {
            (await dashboard.Page.GotoAsync(app.Dashboard.AbsoluteUri))!.Status.Should().Be(status);
        }
        catch (PlaywrightException error) when (error.Message.Contains("ERR_HTTP_RESPONSE_CODE_FAILURE", StringComparison.Ordinal))
        {
            // An answer without a body, for which the browser shows a page of its own.
        }

        return dashboard;
    }

    private Task<DashboardApp> StartGuardedAsync() => DashboardApp.StartAsync(
        environment: Environments.Production,
        configure: builder =>
        {
            builder.Services.AddSingleton(_gate);
            builder.Services.AddAuthentication(GateAuthentication.Name)
                .AddScheme<AuthenticationSchemeOptions, GateAuthentication>(GateAuthentication.Name, _ => { });
            builder.Services.AddAuthorizationBuilder().AddPolicy("operators", policy => policy.RequireRole("operator"));
        },
        map: app => app.MapEightBitWebhookDashboard().RequireAuthorization("operators"));
}
