using System.Text;
using EightBit.Webhooks.Receiver.Docs.Tests.Pages;
using EightBit.Webhooks.Receiver.Events;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Shop;

namespace EightBit.Webhooks.Receiver.Docs.Tests.Code;

/// <summary>What the page on handlers promises of its examples.</summary>
public sealed class ExampleTests
{
    private static readonly WebhookEvent<ConversationEscalated> Escalated =
        new("evt_1", "conversation.escalated", new ConversationEscalated { Priority = "high" }) { ConversationId = "conv_1" };

    [Fact]
    public async Task A_handler_that_runs_again_after_its_commit_has_no_second_effect()
    {
        await using var connection = await OpenAsync();
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            await using var db = Of(connection);
            await new OpenTicket(db).HandleAsync(Escalated, CancellationToken.None);
        }

        await using var after = Of(connection);
        (await after.Tickets.ToListAsync()).Should().ContainSingle().Which.ConversationId.Should().Be("conv_1");
    }

    [Fact]
    public async Task Of_two_runs_side_by_side_one_fails_and_leaves_nothing()
    {
        await using var connection = await OpenAsync();
        await using var slow = Of(connection);
        slow.Add(new HandledEvent("", "evt_1", nameof(OpenTicket)));
        slow.Add(new Ticket("conv_1", "high"));
        await using var fast = Of(connection);
        await new OpenTicket(fast).HandleAsync(Escalated, CancellationToken.None);

        var save = () => slow.SaveChangesAsync();

        await save.Should().ThrowAsync<DbUpdateException>();
        await using var after = Of(connection);
        (await after.Tickets.CountAsync()).Should().Be(1);
    }

    [Fact]
    public void The_page_shows_the_examples_to_the_letter()
    {
        var page = Repository.Read("docs/handlers.md");

        foreach (var example in Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests/EightBit.Webhooks.Receiver.Docs.Tests/Examples"), "*.cs"))
        {
            page.Should().Contain($"```csharp\n{File.ReadAllText(example)}```");
        }
    }

    [Fact]
    public void The_payload_type_of_the_page_reads_snake_case()
        => System.Text.Json.JsonSerializer.Deserialize(Encoding.UTF8.GetBytes("""{"order_id":"o1","total":12.5}"""), AppJson.Default.OrderPlaced)
            .Should().Be(new OrderPlaced("o1", 12.5m));

    private static async Task<SqliteConnection> OpenAsync()
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync();
        await using var db = Of(connection);
        await db.Database.EnsureCreatedAsync();
        return connection;
    }

    private static ShopDb Of(SqliteConnection connection) => new(new DbContextOptionsBuilder<ShopDb>().UseSqlite(connection).Options);
}
