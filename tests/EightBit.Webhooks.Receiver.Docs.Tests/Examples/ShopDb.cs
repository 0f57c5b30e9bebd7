using Microsoft.EntityFrameworkCore;

namespace Shop;

internal sealed class ShopDb(DbContextOptions<ShopDb> options) : DbContext(options)
{
    public DbSet<Ticket> Tickets => Set<Ticket>();

    public DbSet<HandledEvent> HandledEvents => Set<HandledEvent>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
        => modelBuilder.Entity<HandledEvent>().HasKey(handled => new { handled.Receiver, handled.EventId, handled.Handler });
}

internal sealed record Ticket(string ConversationId, string? Priority)
{
    public int Id { get; init; }
}

/// <summary>The row that says: this handler's effect of this event is in the database.</summary>
internal sealed record HandledEvent(string Receiver, string EventId, string Handler);
