using System.Net;
using EightBit.Webhooks.Receiver.Dashboard.Tests.Hosting;
using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Waiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EightBit.Webhooks.Receiver.Dashboard.Tests.Live;

public sealed class LiveTests
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(500);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 8, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Deliveries_and_the_inbox_are_seen_as_they_are()
    {
        await using var app = await StartAsync();
        await app.DieAsync("dead_1"); // after its answer and its handler, whichever was first

        var live = await app.GetAsync("api/live");

        live["now"]!.GetValue<DateTimeOffset>().Should().Be(_time.GetUtcNow());
        live["statistics"]!["deadLetters"]!.GetValue<int>().Should().Be(1);
        live["statistics"]!["capacity"]!.GetValue<int>().Should().Be(10_000);
        live["inboxProblem"].Should().BeNull();
        live["lines"]!.AsArray().Select(line => $"{line!["kind"]} {line["outcome"]} {line["eventId"]} {line["attempt"]}")
            .Should().BeEquivalentTo("handling rejected dead_1 1", "delivery accepted dead_1 ");
    }

    [Fact]
    public async Task Nothing_new_is_a_304()
    {
        await using var app = await StartAsync();
        using var first = await app.SendAsync(HttpMethod.Get, "api/live");
        var etag = first.Headers.ETag!.ToString();
        _time.Advance(Fresh);
        using var same = await app.SendAsync(HttpMethod.Get, "api/live", ("If-None-Match", etag));
        await app.Platform.SendAsync(SampleEvents.MessageReceived);
        await app.App.WhenIdleAsync();
        _time.Advance(Fresh);
        using var news = await app.SendAsync(HttpMethod.Get, "api/live", ("If-None-Match", etag));
        using var garbage = await app.SendAsync(HttpMethod.Get, "api/live", ("If-None-Match", "no tag \" at all"));

        same.StatusCode.Should().Be(HttpStatusCode.NotModified);
        same.Headers.ETag!.ToString().Should().Be(etag);
        news.StatusCode.Should().Be(HttpStatusCode.OK);
        garbage.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_one_receiver_only_its_own_lines_are_seen()
    {
        await using var app = await StartAsync();
        await app.Platform.SendAsync(SampleEvents.MessageReceived with { Id = "evt_1" });

        (await app.GetAsync("api/live?receiver="))["lines"]!.AsArray().Should().NotBeEmpty();
        (await app.GetAsync("api/live?receiver=acme"))["lines"]!.AsArray().Should().BeEmpty();
        using var unknown = await app.SendAsync(HttpMethod.Get, "api/live?receiver=nobody");
        unknown.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task At_most_fifty_lines_are_sent()
    {
        await using var app = await StartAsync();
        for (var delivery = 0; delivery < 60; delivery++)
        {
            await app.Platform.SendAsync(app.Platform.Sign(SampleEvents.MessageReceived).Forged());
        }

        (await app.GetAsync("api/live"))["lines"]!.AsArray().Should().HaveCount(50);
    }

    private Task<TestApp> StartAsync() => TestApp.StartAsync(
        receiver =>
        {
            receiver.Services.AddSingleton<TimeProvider>(_time);
            receiver.Services.AddEightBitWebhooks("acme", options => options.Secrets.Add("another secret of the tests"));
        },
        settings: new() { ["EightBit:Webhooks:Processing:DrainTimeout"] = "00:00:00" });
}
