using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.FunctionalTests.Documentation.Example;
using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.FunctionalTests.Platform;
using EightBit.Webhooks.Receiver.Handlers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Documentation;

/// <summary>The page for operators says what is so.</summary>
public sealed class OperationsTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(ReadmeTests.Repository, "docs", "operations.md"));

    [Fact]
    public void The_example_is_code_that_runs()
    {
        var example = File.ReadAllText(Path.Combine(
            ReadmeTests.Repository, "tests", "EightBit.Webhooks.Receiver.FunctionalTests", "Documentation", "Example", "DeadLetterEndpoints.cs"));

        Page.Should().Contain($"```csharp\n{example}```");
    }

    [Fact]
    public void Every_linked_file_exists()
        => Regex.Matches(Page, @"\]\((?!https?:)([^)#]+)").Select(match => match.Groups[1].Value)
            .Should().OnlyContain(link => File.Exists(Path.Combine(ReadmeTests.Repository, "docs", link)));

    [Fact]
    public async Task Dead_letters_are_listed_and_replayed_over_the_example()
    {
        await using var receiver = await TestReceiver.StartAsync(
            r => r.AddHandler<ScriptedHandler>("*"),
            b => b.Services.AddSingleton(Script.Fail(_ => new WebhookRejectedException("never"))),
            app =>
            {
                app.MapEightBitWebhooks();
                app.MapDeadLetters("/admin/dead-letters");
            });
        using var http = new HttpClient { BaseAddress = receiver.Platform.BaseAddress };
        await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"));
        await receiver.Log.WhenAsync(203);

        var letters = await http.GetFromJsonAsync<JsonArray>("/admin/dead-letters");
        var letter = letters.Should().ContainSingle().Which!;
        ((string?)letter["eventId"], (string?)letter["eventType"]).Should().Be(("evt-1", "message.received"));

        using var replayed = await http.PostAsync(new Uri($"/admin/dead-letters/{letter["entryId"]}/replay", UriKind.Relative), null);
        replayed.StatusCode.Should().Be(HttpStatusCode.Accepted);
        using var unknown = await http.PostAsync(new Uri("/admin/dead-letters/12345/replay", UriKind.Relative), null);
        unknown.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(false, 401)]
    [InlineData(true, 200)]
    public async Task The_middleware_stands_behind_authorization_that_is_added_automatically_unless_it_is_placed_by_hand(bool byHand, int status)
    {
        await using var receiver = await TestReceiver.StartAsync(
            builder: b =>
            {
                b.Services.AddAuthentication("bearer").AddCookie("bearer", o => o.Events.OnRedirectToLogin = context =>
                {
                    context.Response.StatusCode = 401;
                    return Task.CompletedTask;
                });
                b.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
            },
            app: app =>
            {
                app.UseEightBitWebhooks();
                if (byHand)
                {
                    app.UseAuthorization();
                }
            });

        (await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"))).Status.Should().Be(status);
    }

    [Fact]
    public async Task A_redirection_to_https_in_front_turns_deliveries_away_that_come_over_http()
    {
        await using var receiver = await TestReceiver.StartAsync(
            builder: b => b.Services.AddHttpsRedirection(o => o.HttpsPort = 443),
            app: app =>
            {
                app.UseHttpsRedirection();
                app.MapEightBitWebhooks();
            });
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var content = new ByteArrayContent(Payload.MessageReceived("evt-1"));

        using var answer = await http.PostAsync(new Uri(receiver.Platform.BaseAddress, "/webhooks/8bit"), content);

        answer.StatusCode.Should().Be(HttpStatusCode.TemporaryRedirect);
    }

    [Theory]
    [InlineData(true, 401, "signature_mismatch")]
    [InlineData(false, 400, "malformed_payload")]
    public async Task Compressed_deliveries_are_refused_with_and_without_decompression_in_front(bool decompress, int status, string code)
    {
        await using var receiver = await TestReceiver.StartAsync(
            builder: b => b.Services.AddRequestDecompression(),
            app: app =>
            {
                if (decompress)
                {
                    app.UseRequestDecompression();
                }

                app.MapEightBitWebhooks();
            });
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionMode.Compress, leaveOpen: true))
        {
            gzip.Write(Payload.MessageReceived("evt-1"));
        }

        var answer = await receiver.Platform.SendAsync(compressed.ToArray(), change: r => r.Content!.Headers.ContentEncoding.Add("gzip"));

        answer.Result.Should().Be((status, code));
    }

    [Fact]
    public async Task Secrets_of_two_sources_are_merged_by_index_so_one_of_the_first_source_stays_valid()
    {
        var (app, _) = TestReceiver.Create(builder: b =>
        {
            b.Configuration.Sources.Clear();
            b.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["EightBit:Webhooks:Secrets:0"] = "first-secret-of-the-file",
                ["EightBit:Webhooks:Secrets:1"] = "second-secret-of-the-file",
            });
            b.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["EightBit:Webhooks:Secrets:0"] = "secret-of-the-environment",
                ["EightBit:Webhooks:TimestampTolerance"] = "1",
            });
        });
        await using var disposing = app;
        var options = app.Services.GetRequiredService<IOptionsMonitor<WebhookReceiverOptions>>().CurrentValue;

        options.Secrets.Should().Equal("secret-of-the-environment", "second-secret-of-the-file");
        options.TimestampTolerance.Should().Be(TimeSpan.FromDays(1), "a number alone is a number of days");
    }

    [Fact]
    public async Task A_full_inbox_in_memory_answers_503_to_duplicates_too()
    {
        await using var receiver = await TestReceiver.StartAsync(
            r => r.AddHandler<GatedHandler>("*"),
            b => b.Services.AddSingleton<Gate>(),
            settings: new() { ["EightBit:Webhooks:InMemory:MaxPendingEvents"] = "1" });
        await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"));

        (await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"))).Result.Should().Be((503, "inbox_full"));

        receiver.Services.GetRequiredService<Gate>().Open();
        await receiver.WhenIdleAsync();
        (await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"))).Result.Should().Be(Answer.Duplicate);
    }
}
