using EightBit.Webhooks.Receiver.Endpoints;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.FunctionalTests.Platform;
using EightBit.Webhooks.Receiver.Secrets;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Endpoints;

public sealed class EntryPointTests
{
    [Theory]
    [InlineData("/webhooks/8bit")]
    [InlineData("/webhooks/8bit/")]
    [InlineData("/Webhooks/8BIT")]
    public async Task The_middleware_takes_its_path_and_nothing_else(string path)
    {
        await using var receiver = await TestReceiver.StartAsync(app: app =>
        {
            app.UseEightBitWebhooks();
            app.Run(context =>
            {
                context.Response.StatusCode = StatusCodes.Status418ImATeapot;
                return Task.CompletedTask;
            });
        });

        (await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"), path)).Result.Should().Be(Answer.Accepted);
        (await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"), path + "x")).Status.Should().Be(418);
        (await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"), "/webhooks/8bit/more")).Status.Should().Be(418);
    }

    [Fact]
    public async Task A_fallback_authorization_policy_does_not_lock_the_platform_out()
    {
        await using var receiver = await TestReceiver.StartAsync(
            builder: b =>
            {
                b.Services.AddAuthentication("none").AddCookie("none");
                b.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
            },
            app: app =>
            {
                app.UseAuthentication();
                app.UseAuthorization();
                app.MapEightBitWebhooks();
                app.MapPost("/inline", [EightBitWebhook] () => "done");
                app.MapGroup("/group").RequireEightBitWebhook().MapPost("/inline", () => "done");
                app.MapPost("/closed", () => "secret");
            });

        (await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"))).Result.Should().Be(Answer.Accepted);
        (await receiver.Platform.SendAsync(Payload.MessageReceived("evt-2"), "/inline")).Status.Should().Be(200);
        (await receiver.Platform.SendAsync(Payload.MessageReceived("evt-3"), "/group/inline")).Status.Should().Be(200);
        (await receiver.Platform.SendAsync(Payload.MessageReceived("evt-4"), "/closed")).Status.Should().NotBe(200);
    }

    [Fact]
    public async Task A_catch_all_page_does_not_answer_in_the_endpoints_place()
    {
        await using var receiver = await TestReceiver.StartAsync(app: app =>
        {
            app.MapEightBitWebhooks();
            app.MapFallback(() => "the page");
        });

        using var answer = await receiver.Platform.GetAsync("/webhooks/8bit");

        ((int)answer.StatusCode).Should().Be(405);
        answer.Content.Headers.Allow.Should().Equal("POST");
    }

    [Fact]
    public async Task HTTPS_can_be_required_and_a_proxy_can_vouch_for_it()
    {
        await using var receiver = await TestReceiver.StartAsync(
            app: app =>
            {
                app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedProto });
                app.UseRouting();
                app.MapEightBitWebhooks();
            },
            settings: new() { ["EightBit:Webhooks:RequireHttps"] = "true" });

        (await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"))).Result.Should().Be((403, "https_required"));
        (await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"), change: r => r.Headers.Add("X-Forwarded-Proto", "https")))
            .Result.Should().Be(Answer.Accepted);
    }

    [Fact]
    public async Task A_secret_source_is_asked_for_each_delivery_and_tells_tenants_apart()
    {
        await using var receiver = await TestReceiver.StartAsync(
            r => r.UseSecretSource<TenantSecrets>().AddHandler<JournalHandler>("*"),
            app: app => app.MapEightBitWebhooks("/hooks/{tenant}"),
            settings: new() { ["EightBit:Webhooks:Secrets:0"] = null });
        var body = Payload.MessageReceived("evt-1");

        (await receiver.Platform.SendAsync(body, "/hooks/a", Sender.Secret)).Result.Should().Be(Answer.Accepted);
        (await receiver.Platform.SendAsync(body, "/hooks/b", Sender.OtherSecret)).Result.Should().Be(Answer.Accepted, "another tenant's id is another id");
        (await receiver.Platform.SendAsync(body, "/hooks/b", Sender.Secret)).Result.Should().Be((401, "signature_mismatch"));
        (await receiver.Platform.SendAsync(body, "/hooks/nobody", Sender.Secret)).Result.Should().Be((401, "signature_mismatch"));
        (await receiver.Platform.SendAsync(body, "/hooks/broken", Sender.Secret)).Result.Should().Be((503, "secrets_unavailable"));
        (await receiver.Platform.SendAsync(body, "/hooks/a", Sender.Secret)).Result.Should().Be(Answer.Duplicate);

        await receiver.Journal.WhenAddedAsync(2);
        receiver.Journal.Events.Select(e => e.Delivery.Tenant).Should().BeEquivalentTo("a", "b");
    }

    [Fact]
    public async Task A_secret_source_that_never_answers_is_given_up_within_the_budget()
    {
        await using var receiver = await TestReceiver.StartAsync(
            r => r.UseSecretSource<NeverAnswers>().AddHandler<JournalHandler>("*"),
            settings: new() { ["EightBit:Webhooks:AcknowledgementTimeout"] = "00:00:00.2" });

        var answer = await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"));

        answer.Result.Should().Be((503, "secrets_unavailable"));
        answer.Headers.RetryAfter.Should().NotBeNull();
    }

    [Fact]
    public void Mapping_without_AddEightBitWebhooks_says_what_to_call()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel();
        builder.Services.AddRouting();
        using var app = builder.Build();

        app.Invoking(a => a.MapGroup("/group").RequireEightBitWebhook()).Should().Throw<InvalidOperationException>().WithMessage("*AddEightBitWebhooks()*");
        app.Invoking(a => a.MapEightBitWebhooks()).Should().Throw<InvalidOperationException>().WithMessage("*AddEightBitWebhooks()*");
        app.Invoking(a => a.UseEightBitWebhooks()).Should().Throw<InvalidOperationException>().WithMessage("*AddEightBitWebhooks()*");
    }

    [Fact]
    public void Mapping_a_receiver_that_does_not_exist_names_those_that_do()
    {
        var act = () => TestReceiver.Create(app: app => app.MapEightBitWebhooks("/hooks/acme", "acme"));

        act.Should().Throw<InvalidOperationException>().WithMessage("*no receiver 'acme'*AddEightBitWebhooks(\"acme\")*the default receiver*");
    }

    [Fact]
    public void Mapping_a_receiver_without_a_handler_says_what_would_happen()
    {
        var act = () => TestReceiver.Create(receiver: _ => { });

        act.Should().Throw<InvalidOperationException>().WithMessage("*the default receiver has no handler*acknowledged and thrown away*AddHandler*");
    }

    [Fact]
    public void A_group_that_requires_a_receiver_that_does_not_exist_fails_where_it_is_mapped()
    {
        var act = () => TestReceiver.Create(app: a => a.MapGroup("/group").RequireEightBitWebhook("nobody").MapPost("/x", () => "done"));

        act.Should().Throw<InvalidOperationException>().WithMessage("*no receiver 'nobody'*");
    }

    [Fact]
    public async Task An_endpoint_marked_with_a_receiver_that_does_not_exist_ends_the_start()
    {
        var (app, _) = TestReceiver.Create(app: a => a.MapPost("/x", [EightBitWebhook("nobody")] () => "done"));
        await using var disposing = app;

        await app.Invoking(a => a.StartAsync()).Should().ThrowAsync<InvalidOperationException>().WithMessage("*no receiver 'nobody'*");
    }

    [Theory]
    [InlineData("/webhooks/8bit", "/webhooks/8bit")]
    [InlineData("/webhooks/8bit", "Webhooks/8BIT/")]
    public async Task Mapping_twice_to_one_pattern_ends_the_start(string first, string second)
    {
        var (app, _) = TestReceiver.Create(app: a =>
        {
            a.MapEightBitWebhooks(first);
            a.MapEightBitWebhooks(second);
        });
        await using var disposing = app;

        await app.Invoking(a => a.StartAsync()).Should().ThrowAsync<InvalidOperationException>().WithMessage("MapEightBitWebhooks was called 2 times*");
    }

    [Fact]
    public async Task Mapping_twice_to_different_patterns_or_hosts_is_fine()
    {
        await using var receiver = await TestReceiver.StartAsync(app: a =>
        {
            a.MapEightBitWebhooks("/a");
            a.MapGroup("/b").MapEightBitWebhooks("/a");
            a.MapEightBitWebhooks("/hosts").RequireHost("localhost");
            a.MapEightBitWebhooks("/hosts").RequireHost("127.0.0.1");
        });

        (await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"), "/a")).Result.Should().Be(Answer.Accepted);
        (await receiver.Platform.SendAsync(Payload.MessageReceived("evt-2"), "/b/a")).Result.Should().Be(Answer.Accepted);
        (await receiver.Platform.SendAsync(Payload.MessageReceived("evt-3"), "/hosts")).Result.Should().Be(Answer.Accepted);
    }

    [Fact]
    public async Task A_start_that_fails_ends_with_its_own_exception_and_nothing_else_in_the_log()
    {
        var (app, log) = TestReceiver.Create(app: a => a.MapPost("/x", [EightBitWebhook("nobody")] () => "done"));
        var background = app.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToList();
        background.Should().NotBeEmpty();

        // What WebApplication.Run does.
        var failure = await app.Invoking(async a =>
        {
            await using (a)
            {
                await a.StartAsync();
            }
        }).Should().ThrowAsync<InvalidOperationException>();
        await Task.WhenAll(background.Select(service => service.ExecuteTask!));

        failure.WithMessage("*no receiver 'nobody'*");
        log.Lines.Where(line => line.Level >= LogLevel.Error).Should().OnlyContain(line => line.Exception == failure.Which);
        log.Lines.Should().NotContain(line => line.Exception is ObjectDisposedException);
    }

    [Fact]
    public async Task Without_any_secret_the_start_ends_with_the_key_and_the_ways_to_set_it()
    {
        var (app, _) = TestReceiver.Create(builder: b => b.Configuration.Sources.Clear());
        await using var disposing = app;

        var failure = await app.Invoking(a => a.StartAsync()).Should().ThrowAsync<OptionsValidationException>();

        failure.Which.Message.Should().Match("EightBit:Webhooks:Secrets has no secret*EightBit__Webhooks__Secrets__0*user-secrets*");
    }

    [Fact]
    public async Task An_event_parameter_on_an_endpoint_that_is_not_marked_says_what_is_missing()
    {
        await using var receiver = await TestReceiver.StartAsync(app: app =>
        {
            app.MapEightBitWebhooks();
            app.MapPost("/unmarked", (WebhookEvent e) => e.Id);
        });

        (await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"), "/unmarked")).Status.Should().Be(500);

        receiver.Log.Lines.Should().Contain(line => line.Exception != null && line.Exception.Message.Contains("Mark it with [EightBitWebhook]"));
    }

    [Theory]
    [InlineData("/mvc/action")]
    [InlineData("/mvc/typed")]
    public async Task A_marked_action_in_an_application_without_the_services_fails_loudly(string path)
    {
        var log = new RecordedLog();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Logging.AddProvider(log);
        builder.Services.AddRouting().AddSingleton<EndpointCalls>().AddControllers().AddApplicationPart(typeof(EntryPointTests).Assembly);
        await using var app = builder.Build();
        app.MapControllers();
        await app.StartAsync();
        using var platform = new Sender(new Uri(app.Urls.First()));

        (await platform.SendAsync(Payload.MessageReceived("evt-1"), path)).Status.Should().Be(500);

        app.Services.GetRequiredService<EndpointCalls>().All.Should().BeEmpty();
        log.Lines.Should().Contain(line => line.Exception != null && line.Exception.Message.Contains("AddEightBitWebhooks()"));
    }

    [Theory]
    [InlineData("Secrets:0", "", "EightBit:Webhooks:Secrets:0 is empty; set it to*")]
    [InlineData("Secrets:0", "too-short", "EightBit:Webhooks:Secrets:0 has 9 characters*at least 16*")]
    [InlineData("Secrets:0", "a-secret-with-a-line-break\n", "EightBit:Webhooks:Secrets:0 begins or ends with white space*")]
    [InlineData("MaxBodyBytes", "0", "EightBit:Webhooks:MaxBodyBytes is 0*between 1024 and 67108864*")]
    [InlineData("DeduplicationRetention", "01:00:00", "EightBit:Webhooks:DeduplicationRetention is 01:00:00*between 07:21:10*")]
    [InlineData("Processing:MaxConcurrency", "0", "EightBit:Webhooks:Processing:MaxConcurrency is 0*")]
    [InlineData("Processing:DrainTimeout", "00:01:00", "EightBit:Webhooks:Processing:DrainTimeout is 00:01:00*HostOptions.ShutdownTimeout*")]
    public async Task A_bad_setting_ends_the_start_with_its_key_and_the_fix(string key, string? value, string message)
    {
        var (app, _) = TestReceiver.Create(settings: new() { [$"EightBit:Webhooks:{key}"] = value });
        await using var disposing = app;

        var failure = await app.Invoking(a => a.StartAsync()).Should().ThrowAsync<OptionsValidationException>();

        failure.Which.Message.Should().Match(message);
    }

    private sealed class TenantSecrets : IWebhookSecretSource
    {
        public async ValueTask<WebhookSecrets> GetSecretsAsync(WebhookSecretRequest request, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return (string?)request.HttpContext.Request.RouteValues["tenant"] switch
            {
                "a" => new WebhookSecrets([WebhookSecret.FromText(Sender.Secret)], "a"),
                "b" => new WebhookSecrets([WebhookSecret.FromText(Sender.OtherSecret)], "b"),
                "broken" => throw new InvalidOperationException("the vault is closed"),
                _ => WebhookSecrets.None,
            };
        }
    }

    private sealed class NeverAnswers : IWebhookSecretSource
    {
        public ValueTask<WebhookSecrets> GetSecretsAsync(WebhookSecretRequest request, CancellationToken cancellationToken)
            => new(new TaskCompletionSource<WebhookSecrets>().Task);
    }
}
