using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using EightBit.Webhooks.Receiver.Dashboard.Tests.Hosting;
using EightBit.Webhooks.Receiver.InMemory;
using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Waiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.Dashboard.Tests.Actions;

public sealed class ActionTests
{
    [Fact]
    public async Task A_dead_letter_is_replayed_and_the_log_says_who_did_it()
    {
        await using var app = await TestApp.StartAsync(dashboard: dashboard => dashboard.RequireAuthorization());
        var entryId = await app.DieAsync("dead_1");
        app.Services.GetRequiredService<Script>().Failure = _ => null;

        using var response = await app.ActAsync("replay", [entryId], user: "alice");

        (await ResultsAsync(response)).Should().Be($$"""[{"entryId":"{{entryId}}","outcome":"replayed","error":null}]""");
        await app.App.WhenHandledAsync("dead_1");
        (await app.Inbox.GetStatisticsAsync()).DeadLetters.Should().Be(0);
        app.Log.Of(610).Should().Equal($"Dashboard: alice asked to replay dead letter {entryId}, event dead_1: replayed");
    }

    [Fact]
    public async Task A_selection_is_purged_and_what_is_gone_is_said_to_be_gone()
    {
        await using var app = await TestApp.StartAsync();
        var (first, second) = (await app.DieAsync("dead_1"), await app.DieAsync("dead_2"));

        using var response = await app.ActAsync("purge", [second, first, "999", second]);

        (await ResultsAsync(response)).Should().Be(
            $$"""[{"entryId":"{{first}}","outcome":"purged","error":null},{"entryId":"{{second}}","outcome":"purged","error":null},{"entryId":"999","outcome":"not_found","error":null}]""");
        (await app.Inbox.GetStatisticsAsync()).DeadLetters.Should().Be(0);
        app.Log.Of(611).Should().Equal(
            $"Dashboard: (nobody signed in) asked to purge dead letter {first}, event dead_1: purged",
            $"Dashboard: (nobody signed in) asked to purge dead letter {second}, event dead_2: purged",
            "Dashboard: (nobody signed in) asked to purge dead letter 999, event (not found): not_found");
    }

    [Fact]
    public async Task A_full_inbox_keeps_the_letter()
    {
        await using var app = await TestApp.StartAsync(receiver => receiver.Services.Configure<InMemoryInboxOptions>(options => options.MaxPendingEvents = 1));
        var entryId = await app.DieAsync("dead_1");
        await app.Platform.SendAsync(SampleEvents.AgentError with { Id = "retry_1" });
        await app.App.WhenAttemptedAsync("retry_1");

        using var response = await app.ActAsync("replay", [entryId]);

        (await ResultsAsync(response)).Should().Contain("\"outcome\":\"full\"");
        (await app.Inbox.GetStatisticsAsync()).DeadLetters.Should().Be(1);
    }

    [Theory]
    [InlineData("replay")]
    [InlineData("purge")]
    public async Task Without_its_own_antiforgery_token_an_action_does_nothing(string action)
    {
        await using var app = await TestApp.StartAsync();
        var entryId = await app.DieAsync("dead_1");
        var about = await app.GetAsync("api/about");
        var token = about["antiforgery"]!["token"]!.GetValue<string>();
        using var other = app.CreateClient();

        using var missing = await PostAsync(app.Http, action, entryId, token: null);
        using var wrong = await PostAsync(app.Http, action, entryId, token: token[..^4] + "AAAA");
        using var empty = await PostAsync(app.Http, action, entryId, token: "");
        using var withoutCookie = await PostAsync(other, action, entryId, token);

        foreach (var response in new[] { missing, wrong, empty, withoutCookie })
        {
            response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
            (await response.Content.ReadAsStringAsync()).Should().Contain("The antiforgery token is missing or wrong");
        }

        (await app.Inbox.GetStatisticsAsync()).DeadLetters.Should().Be(1);
        app.Log.Of(612).Should().HaveCount(4).And.OnlyContain(line => line.Contains("antiforgery", StringComparison.Ordinal));
        using var right = await PostAsync(app.Http, action, entryId, token);
        right.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_token_of_somebody_else_is_refused()
    {
        await using var app = await TestApp.StartAsync(dashboard: dashboard => dashboard.RequireAuthorization());
        var entryId = await app.DieAsync("dead_1");
        using var aboutAlice = await app.SendAsync(HttpMethod.Get, "api/about", (TestUser.Header, "alice"));
        var token = (await aboutAlice.Content.ReadFromJsonAsync<JsonNode>())!["antiforgery"]!["token"]!.GetValue<string>();

        using var response = await PostAsync(app.Http, "purge", entryId, token, user: "bob");

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await app.Inbox.GetStatisticsAsync()).DeadLetters.Should().Be(1);
    }

    [Fact]
    public async Task Antiforgery_of_the_whole_application_does_no_harm()
    {
        await using var app = await TestApp.StartAsync(
            builder: builder => builder.Services.AddAntiforgery(antiforgery => antiforgery.HeaderName = "X-Own"),
            pipeline: pipeline =>
            {
                TestApp.UseAuthorization(pipeline);
                pipeline.UseAntiforgery();
            });
        var entryId = await app.DieAsync("dead_1");

        using var response = await app.ActAsync("purge", [entryId]);

        (await app.GetAsync("api/about"))["antiforgery"]!["header"]!.GetValue<string>().Should().Be("X-Own");
        (await ResultsAsync(response)).Should().Contain("purged");
    }

    [Fact]
    public async Task Where_the_application_allows_no_token_there_are_no_actions_but_the_rest()
    {
        await using var app = await TestApp.StartAsync(
            builder: builder => builder.Services.AddAntiforgery(antiforgery => antiforgery.Cookie.SecurePolicy = Microsoft.AspNetCore.Http.CookieSecurePolicy.Always));

        var about = await app.GetAsync("api/about");

        about["antiforgery"]!.ToJsonString().Should().Be("""{"header":null,"token":null}""");
        app.Log.Of(623).Should().ContainSingle();
    }

    [Theory]
    [InlineData("""{"entryIds":[]}""", 400)]
    [InlineData("""{}""", 400)]
    [InlineData("""{"entryIds":null}""", 400)]
    [InlineData("""{"entryIds":"1"}""", 400)]
    [InlineData("""{"entryIds":[1]}""", 400)]
    [InlineData("""{"entryIds":[null]}""", 400)]
    [InlineData("""{"entryIds":["-1"]}""", 400)]
    [InlineData("""{"entryIds":["1 "]}""", 400)]
    [InlineData("""{"entryIds":["1e3"]}""", 400)]
    [InlineData("""{"entryIds":["99999999999999999999"]}""", 400)]
    [InlineData("""["1"]""", 400)]
    [InlineData("", 400)]
    [InlineData("not json", 400)]
    [InlineData("""{"entryIds":["1"]} trailing""", 400)]
    public async Task A_body_that_makes_no_sense_is_refused(string body, int status)
    {
        await using var app = await TestApp.StartAsync();

        using var response = await PostBodyAsync(app, new StringContent(body, Encoding.UTF8, "application/json"));

        ((int)response.StatusCode).Should().Be(status);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
    }

    [Fact]
    public async Task A_thousand_letters_are_taken_and_one_more_is_not()
    {
        await using var app = await TestApp.StartAsync();

        using var most = await app.ActAsync("purge", [.. Enumerable.Range(1, 1000).Select(id => $"{id}")]);
        using var tooMany = await app.ActAsync("purge", [.. Enumerable.Range(1, 1001).Select(id => $"{id}")]);

        most.StatusCode.Should().Be(HttpStatusCode.OK);
        tooMany.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_large_body_is_refused(bool chunked)
    {
        await using var app = await TestApp.StartAsync();
        var content = new StringContent($$"""{"entryIds":["{{new string('1', 70_000)}}"]}""", Encoding.UTF8, "application/json");

        using var response = await PostBodyAsync(app, content, chunked);

        response.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/jsonx")]
    [InlineData(null)]
    public async Task What_a_form_could_send_is_refused(string? contentType)
    {
        await using var app = await TestApp.StartAsync();
        var content = new ByteArrayContent("""{"entryIds":["1"]}"""u8.ToArray());
        content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);

        using var response = await PostBodyAsync(app, content);

        response.StatusCode.Should().Be(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task A_name_cannot_forge_a_line_of_the_log()
    {
        await using var app = await TestApp.StartAsync(dashboard: dashboard => dashboard.RequireAuthorization());

        using var response = await app.ActAsync("purge", ["1"], user: "eve\r\nDashboard: alice\u2028" + new string('x', 200));

        app.Log.Of(611).Should().ContainSingle().Which.Should().StartWith("Dashboard: eve??Dashboard: alice?xxx").And.HaveLength("Dashboard:  asked to purge dead letter 1, event (not found): not_found".Length + 101);
    }

    private static async Task<string> ResultsAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.Should().Be(HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!["results"]!.ToJsonString();
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient http, string action, string entryId, string? token, string? user = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"api/dead-letters/{action}")
        {
            Content = new StringContent($$"""{"entryIds":["{{entryId}}"]}""", Encoding.UTF8, "application/json"),
        };
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("RequestVerificationToken", token);
        }

        if (user is not null)
        {
            request.Headers.Add(TestUser.Header, user);
        }

        return http.SendAsync(request);
    }

    private static async Task<HttpResponseMessage> PostBodyAsync(TestApp app, HttpContent content, bool chunked = false)
    {
        var about = await app.GetAsync("api/about");
        var request = new HttpRequestMessage(HttpMethod.Post, "api/dead-letters/purge") { Content = content };
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.Add("RequestVerificationToken", about["antiforgery"]!["token"]!.GetValue<string>());
        return await app.Http.SendAsync(request);
    }
}
