using CrmSync.Tests.Support;
using Microsoft.Data.Sqlite;

namespace CrmSync.Tests.Activities;

public sealed class BurstTests : IDisposable
{
    private readonly TemporaryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task A_burst_with_duplicates_leaves_one_row_per_event_and_no_handler_finds_the_database_locked()
    {
        const int events = 500;
        await using var crm = await RunningCrm.StartAsync(_database);
        var deliveries = Enumerable.Range(0, events).Select(number => crm.Delivery($"evt_{number}", "message.received", new
        {
            ConversationId = $"conv_{number % 50}",
            UserId = $"user_{number % 25}",
            Content = $"Message {number}",
        })).ToList();
        var withDuplicates = deliveries.Concat(deliveries.Where((_, index) => index % 10 == 0)).ToArray();
        Random.Shared.Shuffle(withDuplicates);

        await Parallel.ForEachAsync(
            withDuplicates,
            new ParallelOptions { MaxDegreeOfParallelism = 32 },
            async (delivery, _) => (await crm.SendAsync(delivery)).Status.Should().Be(200));

        (await crm.ActivitiesAsync()).Should().HaveCount(events).And.OnlyHaveUniqueItems(activity => activity.EventId);
        (await crm.ContactsAsync()).Should().HaveCount(25).And.OnlyContain(contact => contact.Conversations == 2);
        crm.Log.Lines.Should().NotContain(line => line.Contains("failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_writer_in_another_process_delays_the_rows_and_loses_none()
    {
        await using var crm = await RunningCrm.StartAsync(_database);
        await using var other = new SqliteConnection(_database.ConnectionString);
        await other.OpenAsync();

        await using (await other.BeginTransactionAsync())
        {
            for (var number = 0; number < 20; number++)
            {
                await crm.SendAsync($"evt_{number}", "message.received", new { ConversationId = $"conv_{number}", UserId = "user_1" });
            }

            // Acknowledged and readable meanwhile: neither the inbox nor the readers wait for the writer.
            using var page = await crm.Http.GetAsync("/api/activities");
            (await page.Content.ReadAsStringAsync()).Should().Be("""{"items":[],"next":null}""");
        }

        (await crm.ActivitiesAsync()).Should().HaveCount(20);
        crm.Log.Lines.Should().NotContain(line => line.Contains("failed", StringComparison.Ordinal));
    }
}
