using System.Text.Json;
using EightBit.Webhooks.Receiver.Dashboard.Tests.Hosting;
using EightBit.Webhooks.Receiver.Endpoints;
using EightBit.Webhooks.Receiver.Handlers;
using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Sending;
using EightBit.Webhooks.Receiver.Testing.Waiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.Dashboard.Tests.Redaction;

/// <summary>What the payload hides does not come out through what an exception says.</summary>
public sealed class ErrorRedactionTests : IDisposable
{
    private const string Address = "ada.zqmarker@example.com";
    private const string Content = "My card is 4111 1111 1111 1111";

    private static readonly string[] Pages =
        ["api/event?eventId={0}", "api/dead-letters", "api/retries", "api/deliveries", "api/deliveries?eventId={0}", "api/live"];

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"dashboard-{Guid.NewGuid():N}.db");

    public void Dispose()
    {
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(_file)!, Path.GetFileName(_file) + "*"))
        {
            File.Delete(file);
        }
    }

    public static TheoryData<string, string> Failures()
    {
        var data = new TheoryData<string, string>();
        foreach (var inbox in (string[])["memory", "sqlite"])
        {
            foreach (var how in (string[])["said", "quoted by the framework", "as JSON", "in a URL", "in upper case", "inner", "JSON in a string"])
            {
                data.Add(inbox, how);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task What_the_payload_hides_is_hidden_in_errors_histories_and_the_log_too(string inbox, string how)
    {
        await using var app = await StartAsync(inbox);
        var script = app.Services.GetRequiredService<Script>();
        script.Failure = eventId => eventId.StartsWith("dead", StringComparison.Ordinal)
            ? new WebhookRejectedException("rejected", Failure(how))
            : new WebhookRetryException(TimeSpan.FromHours(1), "try again", Failure(how));
        await app.DieAsync("dead_1", Sample(how));
        await app.Platform.SendAsync(Sample(how) with { Id = "retry_1" });
        await app.App.WhenAttemptedAsync("retry_1");
        await LoggedAsync(app, "dead_1");
        await LoggedAsync(app, "retry_1");

        foreach (var page in Pages.SelectMany(page => (string[])[string.Format(null, page, "dead_1"), string.Format(null, page, "retry_1")]))
        {
            var shown = (await app.GetAsync(page)).ToJsonString(Readable);
            shown.ToUpperInvariant().Should().NotContainAny("ZQMARKER", "CARD IS", "CARD%20IS", "1111 1111", "1111%201111");
            if (page.Contains("retry_1", StringComparison.Ordinal))
            {
                shown.Should().Contain("[redacted]").And.Contain("try again", "the rest of the message is shown");
            }
        }
    }

    [Fact]
    public async Task What_the_exception_of_an_inline_endpoint_says_is_hidden_in_the_log()
    {
        await using var app = await TestApp.StartAsync(pipeline: app =>
        {
            TestApp.UseAuthorization(app);
            app.MapPost("/inline", [EightBitWebhook] () => { throw new InvalidOperationException($"no customer {Address}"); });
        });
        using var platform = app.App.CreateWebhookSender(path: "/inline");

        await platform.SendAsync(Sample("said") with { Id = "inline_1" });

        var shown = (await app.GetAsync("api/deliveries?eventId=inline_1")).ToJsonString(Readable);
        shown.Should().NotContain("zqmarker").And.Contain("[redacted]");
    }

    [Fact]
    public async Task Why_a_delivery_was_refused_is_shown()
    {
        await using var app = await TestApp.StartAsync();

        await app.Platform.SendAsync(app.Platform.Sign(SampleEvents.MessageReceived).Forged());

        (await app.GetAsync("api/deliveries")).ToJsonString(Readable).Should().Contain("has signed this body").And.NotContain("[redacted]");
    }

    [Fact]
    public async Task Where_payloads_are_switched_off_no_string_of_them_is_in_an_error()
    {
        await using var app = await TestApp.StartAsync(settings: new() { ["EightBit:Webhooks:Dashboard:ShowPayloads"] = "false" });
        app.Services.GetRequiredService<Script>().Failure = _ => new WebhookRejectedException("the plan 'gold-for-ever' is not known");

        await app.DieAsync("dead_1", SampleEvents.MessageReceived.With("data.plan", "gold-for-ever"));

        (await app.GetAsync("api/event?eventId=dead_1")).ToJsonString(Readable).Should().NotContain("gold").And.Contain("the plan '[redacted]' is not known");
    }

    private static JsonSerializerOptions Readable { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static SampleEvent Sample(string how)
    {
        var sample = SampleEvents.MessageReceived.With("data.contact.email", Address).With("data.content", Content);
        return how == "JSON in a string" ? sample.With("data.original", JsonSerializer.Serialize(new { phone = "+44 20 zqmarker" })) : sample;
    }

    private static Exception Failure(string how) => how switch
    {
        "said" => new InvalidOperationException($"no customer has {Address}"),
        "quoted by the framework" => Caught(() => Guid.Parse(Content), () => int.Parse(Content, null), () => DateTime.Parse(Content, null)),
        "as JSON" => new InvalidOperationException($"the CRM refused {JsonSerializer.Serialize(new { email = Address, text = Content + "\n\u00fc" })}"),
        "in a URL" => new HttpRequestException($"GET https://crm.example.com/?email={Uri.EscapeDataString(Address)}&q={Uri.EscapeDataString(Content)} failed"),
        "in upper case" => new InvalidOperationException($"no customer has {Address.ToUpperInvariant()}"),
        "inner" => new AggregateException(new InvalidOperationException($"duplicate key ({Address})")),
        _ => new InvalidOperationException("cannot call +44 20 zqmarker"),
    };

    private static AggregateException Caught(params Action[] actions) => new(actions.Select(action =>
    {
        try
        {
            action();
            throw new InvalidOperationException("It has not failed.");
        }
        catch (FormatException exception)
        {
            return exception;
        }
    }));

    /// <summary>The SQLite inbox writes its log a moment later.</summary>
    private static async Task LoggedAsync(TestApp app, string eventId)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await app.GetAsync($"api/deliveries?kind=handling&eventId={eventId}"))["items"]!.AsArray().Count == 0)
        {
            deadline.Token.ThrowIfCancellationRequested();
        }
    }

    private Task<TestApp> StartAsync(string inbox) => TestApp.StartAsync(receiver =>
    {
        if (inbox == "sqlite")
        {
            receiver.UseSqliteInbox($"Data Source={_file}");
        }
    });
}
