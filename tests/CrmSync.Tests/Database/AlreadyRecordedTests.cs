using CrmSync.Activities;
using CrmSync.Contacts;
using CrmSync.Database;
using CrmSync.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CrmSync.Tests.Database;

public sealed class AlreadyRecordedTests : IAsyncLifetime, IDisposable
{
    private static readonly DateTimeOffset At = TimeProvider.System.GetUtcNow();

    private readonly TemporaryDatabase _database = new();
    private readonly CrmDb _db;

    public AlreadyRecordedTests()
        => _db = new CrmDb(new DbContextOptionsBuilder<CrmDb>().UseSqlite(_database.ConnectionString).Options);

    public async Task InitializeAsync()
    {
        await _db.Database.EnsureCreatedAsync();
        _db.Activities.Add(Row(new Contact()));
        await _db.SaveChangesAsync();
    }

    public async Task DisposeAsync() => await _db.DisposeAsync();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task IsReasonOf_TheSameEventAndHandlerAgain_True()
    {
        _db.Activities.Add(Row(await _db.Contacts.SingleAsync()));

        AlreadyRecorded.IsReasonOf(await FailureAsync()).Should().BeTrue();
    }

    [Fact]
    public async Task IsReasonOf_AnotherUniqueViolation_False()
    {
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var contact = new Contact();
            contact.Learn(Person.Of("the same user"), At);
            _db.Contacts.Add(contact);
        }

        AlreadyRecorded.IsReasonOf(await FailureAsync()).Should().BeFalse();
    }

    private async Task<DbUpdateException> FailureAsync()
        => (await _db.Invoking(db => db.SaveChangesAsync()).Should().ThrowAsync<DbUpdateException>()).Which;

    private static Activity Row(Contact contact) => new()
    {
        EventId = "evt_1",
        Handler = "Handler",
        EventType = "message.received",
        Contact = contact,
        Text = "Hello",
        OccurredAt = At,
        RecordedAt = At,
    };
}
