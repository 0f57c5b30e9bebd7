using EightBit.Webhooks.Receiver.Endpoints;
using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.FunctionalTests.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Endpoints;

/// <summary>Marked endpoints that are reached on other ways than by being matched.</summary>
public sealed class SwappedEndpointTests
{
    private readonly EndpointCalls _calls = new();

    public static readonly TheoryData<string> Ways = new(
        "set by a middleware", "wrapped by a middleware", "replaced by a policy", "dynamic controller route", "fallback", "short circuit");

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_marked_endpoint_is_verified_however_it_is_reached(string way)
    {
        await using var receiver = await StartAsync(way);
        var path = way switch
        {
            "set by a middleware" or "wrapped by a middleware" or "replaced by a policy" => "/open",
            "short circuit" => "/short",
            _ => "/nowhere",
        };

        await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"), path, Sender.OtherSecret);
        _calls.All.Should().BeEmpty();

        (await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"), path)).Status.Should().Be(200);
        _calls.All.Should().ContainSingle();
        (await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"), path)).Result.Should().Be(Answer.Duplicate);
        _calls.All.Should().ContainSingle();
    }

    [Fact]
    public async Task A_request_that_is_executed_again_for_its_error_page_does_not_run_a_marked_endpoint_unverified()
    {
        await using var receiver = await StartAsync("re-executed");

        (await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"), "/nowhere", Sender.OtherSecret)).Result.Should().Be((401, "signature_mismatch"));

        _calls.All.Should().BeEmpty();
    }

    [Fact]
    public async Task What_a_verified_endpoint_leaves_behind_opens_no_other_endpoint_of_the_same_request()
    {
        await using var receiver = await TestReceiver.StartAsync(app: app =>
        {
            app.Use(async (context, next) =>
            {
                await next();
                context.Features.Should().NotContain(feature => feature.Key.Name == "VerifiedEventFeature" && feature.Value != null);
                _calls.Add("left");
            });
            app.UseRouting();
            app.MapPost("/own", [EightBitWebhook] () => _calls.Add("own"));
        });

        await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"), "/own");

        _calls.All.Should().Equal("own", "left");
    }

    private Task<TestReceiver> StartAsync(string way) => TestReceiver.StartAsync(
        builder: builder =>
        {
            builder.Services.AddSingleton(_calls);
            builder.Services.AddSingleton<ToAction>();
            builder.Services.AddControllers().AddApplicationPart(typeof(SwappedEndpointTests).Assembly);
            if (way == "replaced by a policy")
            {
                builder.Services.AddSingleton<MatcherPolicy, Replacing>();
            }
        },
        app: app =>
        {
            if (way == "re-executed")
            {
                app.UseStatusCodePagesWithReExecute("/own");
            }

            app.UseRouting();
            app.Use((context, next) =>
            {
                if (way is "set by a middleware" or "wrapped by a middleware")
                {
                    var endpoint = OwnEndpoint(context.RequestServices);
                    context.SetEndpoint(endpoint);
                    if (way == "wrapped by a middleware")
                    {
                        var set = context.GetEndpoint()!;
                        context.SetEndpoint(new Endpoint(set.RequestDelegate, set.Metadata, "wrapped"));
                    }
                }

                return next(context);
            });
            app.MapPost("/open", () => _calls.Add("open"));
            app.MapPost("/own", [EightBitWebhook] () => _calls.Add("own"));
            app.MapPost("/short", [EightBitWebhook] () => _calls.Add("short")).ShortCircuit();
            if (way == "fallback")
            {
                app.MapFallback("/nowhere", [EightBitWebhook] () => _calls.Add("fallback"));
            }

            if (way == "dynamic controller route")
            {
                app.MapControllers();
                app.MapDynamicControllerRoute<ToAction>("/nowhere");
            }
        });

    private static RouteEndpoint OwnEndpoint(IServiceProvider services)
        => services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Single(endpoint => endpoint.RoutePattern.RawText == "/own");

    private sealed class ToAction : DynamicRouteValueTransformer
    {
        public override ValueTask<RouteValueDictionary> TransformAsync(HttpContext httpContext, RouteValueDictionary values)
            => ValueTask.FromResult(new RouteValueDictionary { ["controller"] = "Marked", ["action"] = "Own" });
    }

    /// <summary>Comes after every other policy, and says of no endpoint that it is dynamic.</summary>
    private sealed class Replacing : MatcherPolicy, IEndpointSelectorPolicy
    {
        public override int Order => int.MaxValue;

        public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => true;

        public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
        {
            candidates.ReplaceEndpoint(0, OwnEndpoint(httpContext.RequestServices), candidates[0].Values);
            return Task.CompletedTask;
        }
    }
}
