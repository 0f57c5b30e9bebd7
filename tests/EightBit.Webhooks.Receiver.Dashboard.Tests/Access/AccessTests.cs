using System.Net;
using EightBit.Webhooks.Receiver.Dashboard.Tests.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Rewrite;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Dashboard.Tests.Access;

public sealed class AccessTests
{
    public static TheoryData<string, string> AllRoutes => new()
    {
        { "GET", "" }, { "GET", "assets/nothing.js" }, { "GET", "api/about" }, { "GET", "api/live" }, { "GET", "api/series" }, { "GET", "api/deliveries" },
        { "GET", "api/retries" }, { "GET", "api/dead-letters" }, { "GET", "api/event?eventId=evt_1" }, { "POST", "api/dead-letters/replay" },
        { "POST", "api/dead-letters/purge" }, { "GET", "somewhere/else" }, { "DELETE", "api/about" }, { "OPTIONS", "api/live" },
    };

    [Fact]
    public void The_list_of_routes_is_complete()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRouting();
        builder.Services.AddEightBitWebhooks().AddDashboard();
        using var app = builder.Build();
        app.MapEightBitWebhookDashboard("/d");

        ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Select(endpoint => endpoint.RoutePattern.RawText)
            .Should().BeEquivalentTo(
                "/d/", "/d/assets/{**name}", "/d/api/about", "/d/api/live", "/d/api/series", "/d/api/deliveries", "/d/api/retries", "/d/api/dead-letters", "/d/api/event",
                "/d/api/dead-letters/replay", "/d/api/dead-letters/purge", "/d/{**rest}");
    }

    [Theory]
    [MemberData(nameof(AllRoutes))]
    public async Task Outside_Development_nothing_is_served_without_authorization(string method, string path)
    {
        await using var app = await TestApp.StartAsync(environment: "Production");

        using var response = await app.SendAsync(new HttpMethod(method), path);

        await ShouldBeClosedAsync(response);
    }

    [Theory]
    [MemberData(nameof(AllRoutes))]
    public async Task In_Development_nothing_is_served_through_a_proxy(string method, string path)
    {
        await using var app = await TestApp.StartAsync();

        using var response = await app.SendAsync(new HttpMethod(method), path, ("X-Forwarded-For", "203.0.113.7"));

        await ShouldBeClosedAsync(response);
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    [InlineData("Via", "1.1 tunnel")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    public async Task In_Development_a_request_that_is_not_of_this_machine_is_told_what_to_write(string header, string value)
    {
        await using var app = await TestApp.StartAsync();

        using var response = await app.SendAsync(HttpMethod.Get, "api/about", (header, value));

        (await ShouldBeClosedAsync(response)).Should().Contain("mapped without authorization, and");
    }

    [Fact]
    public async Task In_Development_a_forwarded_address_that_was_believed_does_not_help()
    {
        await using var app = await TestApp.StartAsync(pipeline: pipeline =>
        {
            pipeline.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = Microsoft.AspNetCore.HttpOverrides.ForwardedHeaders.All });
            TestApp.UseAuthorization(pipeline);
        });

        using var response = await app.SendAsync(HttpMethod.Get, "api/about", ("X-Forwarded-For", "127.0.0.1"), ("X-Forwarded-Host", "localhost"));

        await ShouldBeClosedAsync(response);
    }

    [Theory]
    [InlineData("203.0.113.7", "127.0.0.1")]
    [InlineData("127.0.0.1", "192.168.1.7")]
    [InlineData(null, null)]
    public async Task In_Development_another_machine_sees_nothing(string? remote, string? local)
    {
        await using var app = await TestApp.StartAsync(pipeline: pipeline => pipeline.Use((context, next) =>
        {
            context.Connection.RemoteIpAddress = remote is null ? null : IPAddress.Parse(remote);
            context.Connection.LocalIpAddress = local is null ? null : IPAddress.Parse(local);
            return next(context);
        }));

        using var response = await app.SendAsync(HttpMethod.Get, "api/about");

        await ShouldBeClosedAsync(response);
    }

    [Fact]
    public async Task In_Development_this_machine_sees_it()
    {
        await using var app = await TestApp.StartAsync();

        (await app.GetAsync("api/about"))["user"].Should().BeNull();
        app.Log.Lines.Should().ContainSingle(line => line.EventId == 602 && line.Level == LogLevel.Information);
        app.Log.Lines.Should().NotContain(line => line.EventId == 600 || line.EventId == 601 || line.EventId == 603);
    }

    [Theory]
    [InlineData("Production", null, HttpStatusCode.Unauthorized)]
    [InlineData("Development", null, HttpStatusCode.Unauthorized)]
    [InlineData("Production", "mallory", HttpStatusCode.Forbidden)]
    [InlineData("Development", "mallory", HttpStatusCode.Forbidden)]
    [InlineData("Production", "alice", HttpStatusCode.OK)]
    [InlineData("Development", "alice", HttpStatusCode.OK)]
    public async Task With_authorization_the_applications_policy_decides(string environment, string? user, HttpStatusCode expected)
    {
        await using var app = await TestApp.StartAsync(
            environment: environment,
            dashboard: dashboard => dashboard.RequireAuthorization(policy => policy.RequireUserName("alice")));

        using var response = await app.SendAsync(HttpMethod.Get, "api/about", (TestUser.Header, user ?? ""));

        response.StatusCode.Should().Be(expected);
        app.Log.Lines.Should().NotContain(line => line.EventId >= 600 && line.EventId <= 603);
    }

    [Theory]
    [MemberData(nameof(AllRoutes))]
    public async Task With_authorization_nothing_is_served_to_anybody_else(string method, string path)
    {
        await using var app = await TestApp.StartAsync(dashboard: dashboard => dashboard.RequireAuthorization());

        using var response = await app.SendAsync(new HttpMethod(method), path);

        response.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task With_authorization_a_proxy_is_no_obstacle()
    {
        await using var app = await TestApp.StartAsync(environment: "Production", dashboard: dashboard => dashboard.RequireAuthorization());

        using var response = await app.SendAsync(
            HttpMethod.Get, "api/about", (TestUser.Header, "alice"), ("X-Forwarded-For", "203.0.113.7"), ("Host", "hooks.example"));

        response.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task Authorization_that_has_not_run_is_no_authorization(string environment)
    {
        // A policy as bare metadata, which the framework does not check for on its own.
        var policy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
        await using var app = await TestApp.StartAsync(
            environment: environment, pipeline: pipeline => pipeline.UseRouting(), dashboard: dashboard => dashboard.WithMetadata(policy));

        using var response = await app.SendAsync(HttpMethod.Get, "api/about", (TestUser.Header, "alice"));

        await ShouldBeClosedAsync(response);
        app.Log.Of(603).Should().ContainSingle().Which.Should().Contain("UseAuthorization");
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task Authorization_of_another_endpoint_is_no_authorization(string environment)
    {
        // The middleware judges the page that the path leads to at first; what the rewriter leads to, it never sees.
        await using var app = await TestApp.StartAsync(
            environment: environment,
            pipeline: pipeline =>
            {
                TestApp.UseAuthorization(pipeline);
                pipeline.UseRewriter(new RewriteOptions().AddRewrite("^pages/(.*)", "webhooks/dashboard/$1", skipRemainingRules: true));
                pipeline.MapFallback(() => "a page for everybody");
            },
            dashboard: dashboard => dashboard.RequireAuthorization());

        using var response = await app.SendAsync(HttpMethod.Get, "/pages/api/live");

        await ShouldBeClosedAsync(response);
        app.Log.Of(603).Should().ContainSingle().Which.Should().Contain("UseAuthorization");
    }

    [Fact]
    public async Task A_rewritten_path_is_served_when_authorization_comes_after_the_rewriter()
    {
        await using var app = await TestApp.StartAsync(
            environment: "Production",
            pipeline: pipeline =>
            {
                pipeline.UseRewriter(new RewriteOptions().AddRewrite("^pages/(.*)", "webhooks/dashboard/$1", skipRemainingRules: true));
                TestApp.UseAuthorization(pipeline);
                pipeline.MapFallback(() => "a page for everybody");
            },
            dashboard: dashboard => dashboard.RequireAuthorization());

        using var closed = await app.SendAsync(HttpMethod.Get, "/pages/api/live");
        using var open = await app.SendAsync(HttpMethod.Get, "/pages/api/live", (TestUser.Header, "alice"));

        closed.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        open.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_authorization_of_the_group_that_it_is_mapped_in_decides()
    {
        await using var app = await TestApp.StartAsync(
            environment: "Production",
            pipeline: pipeline =>
            {
                TestApp.UseAuthorization(pipeline);
                pipeline.MapGroup("/admin").RequireAuthorization().MapEightBitWebhookDashboard("/ops");
            });

        using var closed = await app.SendAsync(HttpMethod.Get, "/admin/ops/api/live");
        using var open = await app.SendAsync(HttpMethod.Get, "/admin/ops/api/live", (TestUser.Header, "alice"));

        closed.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        open.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task AllowAnonymous_does_not_open_it()
    {
        await using var app = await TestApp.StartAsync(
            environment: "Production", dashboard: dashboard => dashboard.RequireAuthorization().AllowAnonymous());

        using var response = await app.SendAsync(HttpMethod.Get, "api/about", (TestUser.Header, "alice"));

        await ShouldBeClosedAsync(response);
        app.Log.Of(601).Should().ContainSingle().Which.Should().Contain("AllowAnonymous does not open it");
        app.Log.Of(603).Should().ContainSingle().Which.Should().Contain("AllowAnonymous does not open it");
    }

    [Fact]
    public async Task A_fallback_policy_does_not_count_as_authorization()
    {
        await using var app = await TestApp.StartAsync(
            environment: "Production",
            builder: builder => builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build()));

        using var response = await app.SendAsync(HttpMethod.Get, "api/about", (TestUser.Header, "alice"));

        await ShouldBeClosedAsync(response);
    }

    [Fact]
    public async Task The_log_says_at_the_start_and_at_the_first_refusal_what_to_write()
    {
        await using var app = await TestApp.StartAsync(environment: "Production");
        app.Log.Lines.Should().ContainSingle(line => line.EventId == 600).Which.Message.Should().Contain("/webhooks/dashboard").And.Contain("RequireAuthorization");

        for (var request = 0; request < 3; request++)
        {
            using var response = await app.SendAsync(HttpMethod.Get, "api/about");
            (await ShouldBeClosedAsync(response)).Should().NotContain("Development");
        }

        app.Log.Of(603).Should().ContainSingle().Which.Should().Contain("RequireAuthorization");
    }

    [Theory]
    [InlineData("GET", "cross-site", "cors", "empty")]
    [InlineData("GET", "same-site", "cors", "empty")]
    [InlineData("GET", "cross-site", "navigate", "iframe")]
    [InlineData("POST", "cross-site", "navigate", "document")]
    [InlineData("GET", "cross-site", "no-cors", "script")]
    public async Task Another_site_is_refused_whatever_the_applications_CORS_policy(string method, string site, string mode, string destination)
    {
        await using var app = await TestApp.StartAsync(
            builder: builder => builder.Services.AddCors(
                cors => cors.AddDefaultPolicy(policy => policy.AllowAnyHeader().AllowAnyMethod().AllowCredentials().SetIsOriginAllowed(_ => true))),
            pipeline: pipeline =>
            {
                pipeline.UseRouting();
                pipeline.UseCors();
                pipeline.UseAuthorization();
            });

        using var response = await app.SendAsync(
            new HttpMethod(method), "api/about", ("Origin", "https://evil.example"), ("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", mode), ("Sec-Fetch-Dest", destination));

        response.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await response.Content.ReadAsStringAsync()).Should().Contain("Not from another site");
    }

    [Theory]
    [InlineData("cross-site", "navigate", "document")]
    [InlineData("none", "navigate", "document")]
    [InlineData("same-origin", "cors", "empty")]
    public async Task A_link_to_the_page_and_the_page_itself_are_served(string site, string mode, string destination)
    {
        await using var app = await TestApp.StartAsync();

        using var response = await app.SendAsync(HttpMethod.Get, "", ("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", mode), ("Sec-Fetch-Dest", destination));

        response.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Mapped_twice_each_has_an_authorization_of_its_own()
    {
        await using var app = await TestApp.StartAsync(
            environment: "Production",
            pipeline: pipeline =>
            {
                TestApp.UseAuthorization(pipeline);
                pipeline.MapEightBitWebhookDashboard("/ops").RequireAuthorization();
            });

        using var closed = await app.SendAsync(HttpMethod.Get, "api/about", (TestUser.Header, "alice"));
        using var open = await app.SendAsync(HttpMethod.Get, "/ops/api/about", (TestUser.Header, "alice"));

        await ShouldBeClosedAsync(closed);
        open.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Mapped_twice_at_one_path_the_application_does_not_start_and_says_why()
    {
        var start = () => TestApp.StartAsync(pipeline: pipeline => pipeline.MapGroup("/webhooks").MapEightBitWebhookDashboard("dashboard"));

        await start.Should().ThrowAsync<InvalidOperationException>().WithMessage("*mapped twice at /webhooks/dashboard*");
    }

    [Fact]
    public async Task The_log_names_it_with_the_prefix_of_its_group()
    {
        await using var app = await TestApp.StartAsync(pipeline: pipeline => pipeline.MapGroup("/admin").MapEightBitWebhookDashboard("/ops"));

        app.Log.Of(602).Should().Contain(line => line.Contains("/admin/ops ", StringComparison.Ordinal));
    }

    [Fact]
    public void Mapped_without_its_services_it_says_what_to_call()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRouting();
        builder.Services.AddEightBitWebhooks();
        using var app = builder.Build();

        app.Invoking(application => application.MapEightBitWebhookDashboard()).Should().Throw<InvalidOperationException>().WithMessage("*AddDashboard()*");
    }

    private static async Task<string> ShouldBeClosedAsync(HttpResponseMessage response)
    {
        response.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        response.Headers.Should().NotContainKey("Set-Cookie");
        var text = await response.Content.ReadAsStringAsync();
        text.Should().Contain("RequireAuthorization");
        return text;
    }
}
