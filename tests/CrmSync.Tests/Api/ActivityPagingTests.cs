using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CrmSync.Api;
using CrmSync.Tests.Support;

namespace CrmSync.Tests.Api;

public sealed class ActivityPagingTests : IDisposable
{
    private readonly TemporaryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Pages_follow_each_other_without_a_gap_or_an_overlap()
    {
        await using var crm = await StartWithActivitiesAsync(25);

        var first = await PageAsync(crm, "?take=10");
        var second = await PageAsync(crm, $"?take=10&after={first.Next}");
        var third = await PageAsync(crm, $"?take=10&after={second.Next}");

        third.Next.Should().BeNull();
        first.Items.Concat(second.Items).Concat(third.Items).Select(item => item.Id)
            .Should().HaveCount(25).And.BeInAscendingOrder().And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_page_that_takes_exactly_the_rest_is_the_last_one()
    {
        await using var crm = await StartWithActivitiesAsync(3);

        (await PageAsync(crm, "?take=3")).Next.Should().BeNull();
        (await PageAsync(crm, "?take=2")).Next.Should().Be(2);
    }

    [Fact]
    public async Task The_last_id_is_a_cursor_for_what_comes_later()
    {
        await using var crm = await StartWithActivitiesAsync(2);
        var last = (await PageAsync(crm, "")).Items[^1].Id;
        (await PageAsync(crm, $"?after={last}")).Items.Should().BeEmpty();

        await crm.SendAsync("evt_new", "message.received", new { ConversationId = "conv_1" });
        await crm.ProcessedAsync();

        (await PageAsync(crm, $"?after={last}")).Items.Should().ContainSingle().Which.EventId.Should().Be("evt_new");
    }

    [Fact]
    public async Task A_page_has_100_activities_unless_another_number_is_asked_for()
    {
        await using var crm = await StartWithActivitiesAsync(101);

        (await PageAsync(crm, "")).Items.Should().HaveCount(100);
        (await PageAsync(crm, "?take=500")).Items.Should().HaveCount(101);
    }

    [Fact]
    public async Task The_timeline_of_one_contact_has_none_of_the_others_activities()
    {
        await using var crm = await RunningCrm.StartAsync(_database);
        await crm.SendAsync("evt_1", "message.received", new { UserId = "user_1" });
        await crm.SendAsync("evt_2", "message.received", new { UserId = "user_2" });
        var second = (await crm.ContactsAsync()).Single(contact => contact.Name == "user_2");

        (await PageAsync(crm, $"?contact={second.Id}")).Items.Should().ContainSingle().Which.EventId.Should().Be("evt_2");
    }

    [Theory]
    [InlineData("take=0", "\"take\" must be a whole number from 1 to 500")]
    [InlineData("take=501", "\"take\" must be a whole number from 1 to 500")]
    [InlineData("take=-1", "\"take\" must be a whole number from 1 to 500")]
    [InlineData("take=ten", "\"take\" must be a whole number from 1 to 500")]
    [InlineData("take=1&take=2", "\"take\" must be a whole number from 1 to 500")]
    [InlineData("take=", "\"take\" must be a whole number from 1 to 500")]
    [InlineData("after=-1", "\"after\" must be a cursor")]
    [InlineData("after=evt_1", "\"after\" must be a cursor")]
    [InlineData("after=99999999999999999999", "\"after\" must be a cursor")]
    [InlineData("contact=0", "\"contact\" must be the \"id\" of a contact")]
    [InlineData("contact=Ada", "\"contact\" must be the \"id\" of a contact")]
    public async Task A_query_that_makes_no_sense_is_refused_with_the_reason(string query, string reason)
    {
        await using var crm = await RunningCrm.StartAsync(_database);

        using var response = await crm.Http.GetAsync($"/api/activities?{query}");

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("detail").GetString().Should().StartWith(reason);
    }

    [Fact]
    public async Task An_activity_has_the_documented_members()
    {
        await using var crm = await StartWithActivitiesAsync(1);

        var page = await crm.Http.GetFromJsonAsync<JsonElement>("/api/activities");

        page.EnumerateObject().Select(member => member.Name).Should().Equal("items", "next");
        page.GetProperty("items")[0].EnumerateObject().Select(member => member.Name).Should().Equal(
            "id", "eventId", "handler", "eventType", "contactId", "conversationId", "text", "occurredAt", "recordedAt");
    }

    private async Task<RunningCrm> StartWithActivitiesAsync(int count)
    {
        var crm = await RunningCrm.StartAsync(_database);
        for (var number = 0; number < count; number++)
        {
            await crm.SendAsync($"evt_{number}", "message.received", new { ConversationId = "conv_1", Content = $"Message {number}" });
        }

        await crm.ProcessedAsync();
        return crm;
    }

    private static async Task<ActivityPage> PageAsync(RunningCrm crm, string query)
        => (await crm.Http.GetFromJsonAsync<ActivityPage>($"/api/activities{query}"))!;
}
