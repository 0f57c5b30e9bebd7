using System.Net;
using System.Text.Json.Nodes;
using EightBit.Webhooks.Receiver.Dashboard.Charts;
using EightBit.Webhooks.Receiver.Dashboard.Tests.Hosting;
using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Waiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EightBit.Webhooks.Receiver.Dashboard.Tests.Charts;

public sealed class SeriesTests
{
    [Fact]
    public async Task A_point_counts_the_deliveries_of_its_step_by_outcome()
    {
        await using var app = await TestApp.StartAsync();
        var collector = app.Services.GetRequiredService<SeriesCollector>();
        await app.Platform.SendAsync(SampleEvents.MessageReceived with { Id = "evt_1" });
        await app.Platform.SendAsync(SampleEvents.MessageReceived with { Id = "evt_1" });
        await app.Platform.SendAsync(SampleEvents.MessageReceived with { Id = "evt_2" });
        await app.Platform.SendAsync(app.Platform.Sign(SampleEvents.MessageReceived).Forged());
        await app.App.WhenIdleAsync();
        collector.EndStep();
        await app.Platform.SendAsync(SampleEvents.MessageReceived with { Id = "evt_3" });
        collector.EndStep();
        collector.EndStep();

        var series = await app.GetAsync("api/series?minutes=10");

        series["stepSeconds"]!.GetValue<int>().Should().Be(10);
        var points = series["points"]!.AsArray();
        points.Should().HaveCount(3);
        JsonNode.DeepEquals(points[0]!["outcomes"], JsonNode.Parse("""{"accepted":2,"duplicate":1,"signature_mismatch":1}""")).Should().BeTrue();
        points[0]!["acknowledgement"]!["count"]!.GetValue<int>().Should().Be(4);
        points[0]!["acknowledgement"]!["p50Ms"]!.GetValue<double>().Should().BePositive().And.BeLessThanOrEqualTo(points[0]!["acknowledgement"]!["p99Ms"]!.GetValue<double>());
        points[1]!["outcomes"]!.ToJsonString().Should().Be("""{"accepted":1}""");
        points[2]!["outcomes"]!.AsObject().Should().BeEmpty();
        points[2]!["acknowledgement"].Should().BeNull();
        points[2]!["deadLetters"]!.GetValue<int>().Should().Be(0);
    }

    [Fact]
    public async Task Another_application_in_the_same_process_is_not_counted()
    {
        await using var app = await TestApp.StartAsync();
        await using var other = await TestApp.StartAsync();
        await other.Platform.SendAsync(SampleEvents.MessageReceived);

        app.Services.GetRequiredService<SeriesCollector>().EndStep();

        (await app.GetAsync("api/series?minutes=10"))["points"]![0]!["outcomes"]!.AsObject().Should().BeEmpty();
    }

    [Fact]
    public async Task Time_makes_the_points_and_takes_the_old_ones_away()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 8, 1, 12, 0, 0, TimeSpan.Zero));
        await using var app = await TestApp.StartAsync(builder: builder => builder.Services.AddSingleton<TimeProvider>(time));
        var collector = app.Services.GetRequiredService<SeriesCollector>();
        for (var step = 0; step < 26 * 60 * 6; step++)
        {
            time.Advance(SeriesCollector.Step);
            collector.EndStep();
        }

        collector.Latest(TimeSpan.FromMinutes(60)).Points.Should().HaveCountLessThanOrEqualTo(360);
        collector.Latest(TimeSpan.FromMinutes(10)).Points.Should().HaveCountGreaterThan(50).And.OnlyContain(point => point.At > time.GetUtcNow().AddMinutes(-10));
        var day = collector.Latest(TimeSpan.FromMinutes(1440));
        day.StepSeconds.Should().Be(60);
        day.Points.Should().HaveCountLessThanOrEqualTo(1440).And.BeInAscendingOrder(point => point.At);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("11")]
    [InlineData("-60")]
    [InlineData("99999999999999999999")]
    [InlineData("abc")]
    [InlineData("10&minutes=60")]
    public async Task Other_spans_are_refused(string minutes)
    {
        await using var app = await TestApp.StartAsync();

        using var response = await app.SendAsync(HttpMethod.Get, $"api/series?minutes={minutes}");

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).Should().Contain("minutes");
    }
}
