using System.Net;
using EightBit.Webhooks.Receiver.Dashboard.Tests.Hosting;
using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Waiting;

namespace EightBit.Webhooks.Receiver.Dashboard.Tests.Deliveries;

public sealed class SearchTests
{
    [Theory]
    [InlineData("eventId=evt_1", "delivery evt_1", "handling evt_1")]
    [InlineData("eventType=agent.error", "delivery evt_2", "handling evt_2")]
    [InlineData("conversationId=conv_7", "delivery evt_1", "handling evt_1")]
    [InlineData("outcome=signature_mismatch", "delivery ")]
    [InlineData("outcome=succeeded&kind=handling", "handling evt_1", "handling evt_2")]
    [InlineData("kind=delivery", "delivery evt_1", "delivery evt_2", "delivery ")]
    [InlineData("receiver=&kind=handling", "handling evt_1", "handling evt_2")]
    [InlineData("receiver=acme")]
    [InlineData("from=2000-01-01T00:00:00.000Z&to=2001-01-01")]
    [InlineData("from=2000-01-01&kind=handling", "handling evt_1", "handling evt_2")]
    [InlineData("to=2200-01-01T12:00:00%2B02:00&kind=handling", "handling evt_1", "handling evt_2")]
    [InlineData("eventId=evt_1&outcome=duplicate")]
    [InlineData("eventId=%27%20OR%201=1--")]
    [InlineData("eventId=&outcome=&unknown=1&kind=handling", "handling evt_1", "handling evt_2")]
    public async Task Lines_are_found_by_each_field(string query, params string[] expected)
    {
        await using var app = await TestApp.StartAsync();
        await app.Platform.SendAsync((SampleEvents.MessageReceived with { Id = "evt_1" }).InConversation("conv_7"));
        await app.Platform.SendAsync(SampleEvents.AgentError with { Id = "evt_2" });
        await app.Platform.SendAsync(app.Platform.Sign(SampleEvents.MessageReceived).Forged());
        await app.App.WhenHandledAsync("evt_1");
        await app.App.WhenHandledAsync("evt_2");

        var page = await app.GetAsync($"api/deliveries?{query}");

        page["items"]!.AsArray().Select(line => $"{line!["kind"]} {line["eventId"]}").Should().BeEquivalentTo(expected);
        page["next"].Should().BeNull();
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_overlap()
    {
        await using var app = await TestApp.StartAsync();
        for (var number = 0; number < 25; number++)
        {
            await app.Platform.SendAsync(SampleEvents.MessageReceived with { Id = $"evt_{number}" });
        }

        var (found, cursor) = (new List<string>(), "");
        do
        {
            var page = await app.GetAsync($"api/deliveries?kind=delivery&take=10&before={cursor}");
            found.AddRange(page["items"]!.AsArray().Select(line => line!["eventId"]!.GetValue<string>()));
            cursor = page["next"]?.GetValue<string>();
        }
        while (cursor is not null);

        found.Should().Equal(Enumerable.Range(0, 25).Reverse().Select(number => $"evt_{number}"));
    }

    [Fact]
    public async Task A_line_has_every_field_also_where_it_is_empty()
    {
        await using var app = await TestApp.StartAsync();
        await app.Platform.SendAsync(app.Platform.Sign(SampleEvents.MessageReceived).Forged());

        var line = (await app.GetAsync("api/deliveries"))["items"]![0]!.AsObject();

        line.Select(field => field.Key).Should().Equal(
            "number", "at", "kind", "receiver", "tenant", "eventId", "eventType", "conversationId", "outcome", "durationMs", "attempt", "handler", "error");
        line["number"]!.GetValue<string>().Should().Be("1");
        line["eventId"].Should().BeNull();
        line["durationMs"]!.GetValue<double>().Should().BePositive();
    }

    [Theory]
    [InlineData("api/deliveries?take=0", "take must be a number from 1 to 200.")]
    [InlineData("api/deliveries?take=201", "take must be a number from 1 to 200.")]
    [InlineData("api/deliveries?take=1e2", "take must be a number")]
    [InlineData("api/deliveries?take=-1", "take must be a number")]
    [InlineData("api/deliveries?take=%D9%A3", "take must be a number")]
    [InlineData("api/deliveries?take=99999999999999999999", "take must be a number")]
    [InlineData("api/deliveries?before=x", "before must be the \\u0022next\\u0022 of the page before.")]
    [InlineData("api/deliveries?before=-1", "before must be")]
    [InlineData("api/deliveries?from=yesterday", "from must be a time such as")]
    [InlineData("api/deliveries?from=2026-13-01", "from must be a time")]
    [InlineData("api/deliveries?to=2026-01-01T00:00:00+02:00", "is written %2B")]
    [InlineData("api/deliveries?to=0001-01-01T00:00:00%2B14:00", "to must be a time")]
    [InlineData("api/deliveries?kind=all", "kind must be delivery or handling.")]
    [InlineData("api/deliveries?eventId=a&eventId=b", "eventId is given 2 times; give it once.")]
    [InlineData("api/retries?take=101", "take must be a number from 1 to 100.")]
    [InlineData("api/dead-letters?take=101", "take must be a number from 1 to 100.")]
    [InlineData("api/dead-letters?after=1;DROP", "after must be")]
    [InlineData("api/event", "eventId is missing.")]
    [InlineData("api/event?eventId=a&receiver=b&receiver=c", "receiver is given 2 times")]
    public async Task A_query_that_makes_no_sense_is_told_why(string path, string expected)
    {
        await using var app = await TestApp.StartAsync();

        using var response = await app.SendAsync(HttpMethod.Get, path);

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        (await response.Content.ReadAsStringAsync()).Should().Contain(expected);
    }

    [Theory]
    [InlineData("api/deliveries?eventId=")]
    [InlineData("api/deliveries?conversationId=")]
    [InlineData("api/event?eventId=")]
    [InlineData("api/event?eventId=e&tenant=")]
    [InlineData("api/live?receiver=")]
    public async Task A_text_without_end_is_refused(string path)
    {
        await using var app = await TestApp.StartAsync();

        using var response = await app.SendAsync(HttpMethod.Get, path + new string('x', 501));

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).Should().Contain("longer than 500").And.NotContain("xxx");
    }

    [Theory]
    [InlineData("%00")]
    [InlineData("%ED%A0%80")]
    [InlineData("%FF%FE")]
    [InlineData("%0d%0aSet-Cookie:a")]
    [InlineData("<script>alert(1)</script>")]
    public async Task Hostile_texts_find_nothing_and_break_nothing(string text)
    {
        await using var app = await TestApp.StartAsync();

        (await app.GetAsync($"api/deliveries?eventId={text}"))["items"]!.AsArray().Should().BeEmpty();
        using var response = await app.SendAsync(HttpMethod.Get, $"api/event?eventId={text}");
        response.StatusCode.Should().Be(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).Should().NotContain("<script>");
    }
}
