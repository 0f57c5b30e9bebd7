using EightBit.Webhooks.Receiver.Endpoints;
using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.FunctionalTests.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Endpoints;

/// <summary>Applications whose output cache takes POST, as a GraphQL or search endpoint may want.</summary>
public sealed class OutputCachingTests
{
    private readonly EndpointCalls _calls = new();

    public static readonly TheoryData<string, bool> Endpoints = new()
    {
        { "/webhooks/8bit", true }, { "/middleware", true }, { "/inline", true }, { "/group/inline", true }, { "/no-content", true },
        { "/cached/webhooks", false }, { "/cached/inline", false },
    };

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task No_delivery_is_answered_from_a_cache(string path, bool basePolicy)
    {
        await using var receiver = await StartAsync(basePolicy);

        (await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"), path)).Status.Should().BeOneOf(200, 204);

        (await receiver.Platform.SendAsync(Payload.MessageReceived("evt-2"), path, "a-secret-that-nobody-has-set-0123"))
            .Result.Should().Be((401, "signature_mismatch"));
        (await receiver.Platform.SendAsync(Payload.MessageReceived("evt-2"), path)).Status.Should().BeOneOf(200, 204);
        (await receiver.Platform.SendAsync(Payload.MessageReceived("evt-2"), path)).Result.Should().Be(Answer.Duplicate);
        await ShouldHaveRunAsync(receiver, "evt-1", "evt-2");
    }

    [Fact]
    public async Task Deliveries_that_wait_for_each_others_answers_are_each_verified_and_run()
    {
        await using var receiver = await StartAsync(basePolicy: true);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            number => receiver.Platform.SendAsync(Payload.MessageReceived($"evt-{number}"), "/inline", number % 2 == 0 ? Sender.Secret : Sender.OtherSecret)));

        answers.Select(answer => answer.Status).Should().Equal(Enumerable.Range(0, 20).Select(number => number % 2 == 0 ? 200 : 401));
        _calls.All.Should().HaveCount(10);
    }

    [Fact]
    public async Task Other_endpoints_are_cached_as_ever()
    {
        await using var receiver = await StartAsync(basePolicy: true);

        await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"), "/search");
        await receiver.Platform.SendAsync(Payload.MessageReceived("evt-2"), "/search");

        _calls.All.Should().Equal("search");
    }

    private async Task ShouldHaveRunAsync(TestReceiver receiver, params string[] ids)
    {
        if (_calls.All.Count == 0)
        {
            await receiver.Journal.WhenAddedAsync(ids.Length);
            receiver.Journal.Ids.Should().BeEquivalentTo(ids);
        }
        else
        {
            _calls.All.Should().HaveCount(ids.Length);
        }
    }

    private Task<TestReceiver> StartAsync(bool basePolicy) => TestReceiver.StartAsync(
        builder: builder => builder.Services.AddOutputCache(options =>
        {
            options.AddPolicy("post", new CachesPost());
            if (basePolicy)
            {
                options.AddBasePolicy(new CachesPost());
            }
        }),
        app: app =>
        {
            app.UseRouting();
            app.UseOutputCache();
            app.UseEightBitWebhooks("/middleware");
            app.MapEightBitWebhooks();
            app.MapEightBitWebhooks("/cached/webhooks").CacheOutput("post");
            app.MapPost("/inline", [EightBitWebhook] () => Called("inline"));
            app.MapPost("/no-content", [EightBitWebhook] () =>
            {
                _calls.Add("no content");
                return Results.NoContent();
            });
            app.MapPost("/cached/inline", [EightBitWebhook, OutputCache(PolicyName = "post")] () => Called("cached inline"));
            app.MapGroup("/group").RequireEightBitWebhook().MapPost("/inline", () => Called("group"));
            app.MapPost("/search", () => Called("search"));
        });

    private string Called(string endpoint)
    {
        _calls.Add(endpoint);
        return "done";
    }

    /// <summary>As the documentation of ASP.NET Core writes a policy of one's own, for POST as well.</summary>
    private sealed class CachesPost : IOutputCachePolicy
    {
        public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            context.EnableOutputCaching = true;
            context.AllowCacheLookup = true;
            context.AllowCacheStorage = true;
            context.AllowLocking = true;
            return ValueTask.CompletedTask;
        }

        public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

        public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            if (context.HttpContext.Response.StatusCode is not (200 or 204))
            {
                context.AllowCacheStorage = false;
            }

            return ValueTask.CompletedTask;
        }
    }
}
