using CrmSync.Activities;
using CrmSync.Contacts;
using CrmSync.Conversations;
using Microsoft.EntityFrameworkCore;

namespace CrmSync.Database;

internal sealed class CrmDb : DbContext
{
    public CrmDb(DbContextOptions<CrmDb> options)
        : base(options)
    {
    }

    public DbSet<Contact> Contacts => Set<Contact>();

    public DbSet<Conversation> Conversations => Set<Conversation>();

    public DbSet<Activity> Activities => Set<Activity>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
        => configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcText>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Contact>(contact =>
        {
            contact.HasIndex(row => row.ExternalId).IsUnique();
            contact.HasIndex(row => row.UserId).IsUnique();
            contact.Ignore(row => row.IsAnonymous);
        });

        modelBuilder.Entity<Conversation>()
            .HasOne(row => row.Contact).WithMany(contact => contact.Conversations).HasForeignKey(row => row.ContactId).IsRequired()
            .OnDelete(DeleteBehavior.Restrict);

        modelBuilder.Entity<Activity>(activity =>
        {
            activity.HasIndex(row => new { row.EventId, row.Handler }).IsUnique();
            activity.HasIndex(row => new { row.ContactId, row.OccurredAt });
            activity.HasOne(row => row.Contact).WithMany().HasForeignKey(row => row.ContactId).IsRequired()
                .OnDelete(DeleteBehavior.Restrict);
            activity.HasOne<Conversation>().WithMany().HasForeignKey(row => row.ConversationId);
        });
    }
}
