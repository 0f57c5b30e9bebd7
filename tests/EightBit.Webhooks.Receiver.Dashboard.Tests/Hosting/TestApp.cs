using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Dashboard.Answering;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Sending;
using EightBit.Webhooks.Receiver.Testing.Waiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Dashboard.Tests.Hosting;

/// <summary>An application with a dashboard, on a real Kestrel on a free loopback port; in Development unless a test says otherwise.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    public const string Path = "/webhooks/dashboard/";

    private TestApp(WebApplication app, RecordedLog log)
    {
        App = app;
        Log = log;
        Address = new Uri(app.Urls.First());
        Platform = app.CreateWebhookSender(path: "/webhooks/8bit");
        Http = CreateClient();
    }

    public WebApplication App { get; }

    public RecordedLog Log { get; }

    public Uri Address { get; }

    public WebhookSender Platform { get; }

    /// <summary>A browser, but that it follows no redirection.</summary>
    public HttpClient Http { get; }

    public IServiceProvider Services => App.Services;

    public IWebhookInboxAdmin Inbox => Services.GetRequiredService<IWebhookInboxAdmin>();

    public static async Task<TestApp> StartAsync(
        Action<IEightBitWebhooksBuilder>? receiver = null,
        Action<WebApplicationBuilder>? builder = null,
        Action<WebApplication>? pipeline = null,
        Action<IEndpointConventionBuilder>? dashboard = null,
        Dictionary<string, string?>? settings = null,
        string environment = "Development")
    {
        var log = new RecordedLog();
        var created = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = environment });
        created.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["EightBit:Webhooks:Secrets:0"] = "the secret of the tests" });
        created.Configuration.AddInMemoryCollection(settings ?? []);
        created.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        created.Services.AddRouting();
        created.Services.AddAuthentication(TestUser.SchemeName).AddScheme<AuthenticationSchemeOptions, TestUser>(TestUser.SchemeName, _ => { });
        created.Services.AddAuthorization();
        created.Services.AddSingleton<Script>();
        created.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Debug);
        var webhooks = created.Services.AddEightBitWebhooks().AddHandler<ScriptedHandler>("*").AddDashboard();
        receiver?.Invoke(webhooks);
        builder?.Invoke(created);

        var app = created.Build();
        (pipeline ?? UseAuthorization)(app);
        app.MapEightBitWebhooks();
        dashboard?.Invoke(app.MapEightBitWebhookDashboard());
        if (dashboard is null)
        {
            app.MapEightBitWebhookDashboard();
        }

        await app.StartAsync();
        return new TestApp(app, log);
    }

    public static void UseAuthorization(WebApplication app)
    {
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
    }

    public HttpClient CreateClient()
        => new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(Address, Path) };

    public async Task<JsonNode> GetAsync(string path)
    {
        using var response = await Http.GetAsync(new Uri(path, UriKind.Relative));
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.Should().Be(HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!;
    }

    /// <summary>A request with exactly these headers.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return Http.SendAsync(request);
    }

    /// <summary>An action as the page makes it.</summary>
    public async Task<HttpResponseMessage> ActAsync(string action, IReadOnlyList<string> entryIds, string? user = null)
    {
        using var aboutRequest = new HttpRequestMessage(HttpMethod.Get, "api/about");
        AddUser(aboutRequest, user);
        using var answer = await Http.SendAsync(aboutRequest);
        var about = await answer.Content.ReadFromJsonAsync(DashboardJson.Default.AboutAnswer);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/dead-letters/{action}")
        {
            Content = JsonContent.Create(new JsonObject { ["entryIds"] = new JsonArray([.. entryIds.Select(id => (JsonNode)id)]) }),
        };
        request.Headers.Add(about!.Antiforgery.Header!, about.Antiforgery.Token);
        AddUser(request, user);
        return await Http.SendAsync(request);
    }

    /// <summary>Sends an event that becomes a dead letter, and returns its number.</summary>
    public async Task<string> DieAsync(string id, SampleEvent? sample = null)
    {
        (await Platform.SendAsync((sample ?? SampleEvents.MessageReceived) with { Id = id })).IsSuccess.Should().BeTrue();
        var letter = await App.WhenDeadAsync(id);
        return letter.EntryId.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        Platform.Dispose();
        Http.Dispose();
        await App.DisposeAsync();
    }

    private static void AddUser(HttpRequestMessage request, string? user)
    {
        if (user is not null)
        {
            request.Headers.Add(TestUser.Header, Uri.EscapeDataString(user));
        }
    }
}
