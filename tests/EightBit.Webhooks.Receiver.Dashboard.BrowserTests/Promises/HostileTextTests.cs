using System.Text.Json.Nodes;
using EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Browsing;
using EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Hosting;
using EightBit.Webhooks.Receiver.Handlers;
using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Sending;
using EightBit.Webhooks.Receiver.Testing.Waiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Promises;

/// <summary>Whatever a sender, a handler or a configuration writes is text on the page, and nothing else.</summary>
public sealed class HostileTextTests(Chromium chromium) : DashboardTest(chromium)
{
    private const string Id = "<img src=x onerror=window.pwned='id'>";
    private const string DeadId = "\"><script>window.pwned='dead id'</script>";
    private const string Type = "<iframe srcdoc=\"<script>parent.pwned='type'</script>\">";
    private const string Conversation = "javascript:window.pwned='conversation'";
    private const string Header = "<svg/onload=window.pwned='header'>";
    private const string Error = "<img src=x onerror=\"window.pwned='error'\"> ${window.pwned='template'} {{window.pwned='braces'}}";
    private const string Content = "</pre><script>window.pwned='content'</script><a href=\"javascript:window.pwned=1\">here</a>";
    private const string Receiver = "<b onmouseover=window.pwned='receiver'>acme</b>";

    private const string Injected =
        "window.pwned !== undefined || document.querySelector('main img, iframe, main script, main b[onmouseover], [onload], [onerror], [srcdoc], a[href^=\"javascript\"]') !== null";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        using var platform = App.Host.CreateWebhookSender(Receiver, "/webhooks/hostile", TenantSecrets.Secret);
        App.Script.FailWith(() => new WebhookRetryException(TimeSpan.FromHours(1), Error));
        await platform.SendAsync(platform.Sign(Hostile(Id, Conversation)).WithEventIdHeader(Header));
        await App.Host.WhenAttemptedAsync(Id);
        App.Script.FailWith(() => new WebhookRejectedException(Error));
        await platform.SendAsync(platform.Sign(Hostile(DeadId, Conversation + "2")).WithEventIdHeader(Header));
        await App.Host.WhenDeadAsync(DeadId);
        await platform.SendAsync(platform.Sign(Hostile(DeadId, Conversation)).WithSignature(Content.Replace('"', '\'')));
    }

    [Theory]
    [InlineData("", Id, DeadId, Type, Conversation, Error, Receiver, TenantSecrets.Tenant)]
    [InlineData("#/deliveries", Id, DeadId, Type, Conversation, Error)]
    [InlineData("#/retries", Id, Type, Conversation, Error, Receiver)]
    [InlineData("#/dead-letters", DeadId, Type, Error, TenantSecrets.Tenant)]
    public async Task In_lists_it_is_text(string hash, params string[] texts)
    {
        await Dashboard.GoAsync(hash);

        foreach (var text in texts)
        {
            await Expect(Dashboard.Main.GetByText(text, new() { Exact = false }).First).ToBeAttachedAsync();
        }

        await ExpectNothingRanAsync();
    }

    [Theory]
    [InlineData(Id)]
    [InlineData(DeadId)]
    public async Task On_the_page_of_an_event_it_is_text(string id)
    {
        await Dashboard.GoAsync($"#/event?receiver={Uri.EscapeDataString(Receiver)}&tenant={Uri.EscapeDataString(TenantSecrets.Tenant)}&id={Uri.EscapeDataString(id)}");

        await Expect(Dashboard.Heading(id)).ToBeVisibleAsync();
        foreach (var text in new[] { Type, Conversation, Header, Error, Receiver, TenantSecrets.Tenant, "window.pwned='name'", "window.pwned='property'" })
        {
            await Expect(Dashboard.Main).ToContainTextAsync(text);
        }

        await ExpectNothingRanAsync();
    }

    [Fact]
    public async Task In_dialogs_and_results_it_is_text()
    {
        await Dashboard.GoAsync("#/dead-letters");
        await Dashboard.Button($"Purge {DeadId}").ClickAsync();
        await Expect(Dashboard.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync(DeadId);

        await Dashboard.Button("Purge 1 dead letter").ClickAsync();

        await Expect(Dashboard.Main.Locator("[data-result=purged]")).ToContainTextAsync(DeadId);
        await ExpectNothingRanAsync();
    }

    [Fact]
    public async Task In_an_address_it_is_text()
    {
        await Dashboard.GoAsync($"#/deliveries?eventId={Uri.EscapeDataString(Id)}&outcome={Uri.EscapeDataString(Header)}&receiver={Uri.EscapeDataString(Receiver)}");

        await Expect(Dashboard.Page.GetByLabel("Event id", new() { Exact = true })).ToHaveValueAsync(Id);
        await ExpectNothingRanAsync();
    }

    [Fact]
    public async Task The_browser_itself_refuses_markup_and_inline_scripts()
    {
        await Dashboard.GoAsync("");
        Dashboard.Complaints.Expected.AddRange(["policy:", "TrustedHTML", "Content Security Policy"]);

        var refused = await Dashboard.Page.EvaluateAsync<bool>(
            "() => { try { document.body.innerHTML = '<img src=x onerror=\"window.pwned=1\">'; return false; } catch { return true; } }");

        refused.Should().BeTrue();
        await ExpectNothingRanAsync();
    }

    private protected override Task<DashboardApp> StartAppAsync() => DashboardApp.StartAsync(
        configure: builder => builder.Services.AddEightBitWebhooks(Receiver).AddHandler<SyncCrm>("*").UseSecretSource<TenantSecrets>(),
        map: app =>
        {
            app.MapEightBitWebhooks("/webhooks/hostile", Receiver);
            app.MapEightBitWebhookDashboard();
        });

    private static SampleEvent Hostile(string id, string conversation) => SampleEvent.Create(Type, new JsonObject
    {
        ["conversation_id"] = conversation,
        ["content"] = Content,
        ["contact"] = new JsonObject { ["name"] = "<img src=x onerror=window.pwned='name'>", ["email"] = Content },
        ["<img src=x onerror=window.pwned='property'>"] = Content,
    }) with
    { Id = id };

    private async Task ExpectNothingRanAsync()
    {
        foreach (var why in await Dashboard.Main.Locator("details").AllAsync())
        {
            await why.EvaluateAsync("details => details.open = true");
        }

        (await Dashboard.Page.EvaluateAsync<bool>(Injected)).Should().BeFalse("nothing that was sent becomes part of the page");
    }
}
