using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.Sqlite.Deduplication;
using EightBit.Webhooks.Receiver.Sqlite.Schema;
using Microsoft.Data.Sqlite;

namespace EightBit.Webhooks.Receiver.Sqlite.Tests.Deduplication;

public sealed class SqliteDeduplicationStoreTests : IDisposable
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Retention = TimeSpan.FromDays(3);

    private readonly TemporaryInbox _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Completed_ids_of_every_receiver_and_tenant_are_known_after_a_restart()
    {
        var keys = new[] { Key("evt-1"), Key("evt-1", "acme"), Key("evt-1", "acme", "north"), Key("evt-1", "", "north"), Key("evt-2") };
        await using (var inbox = _temporary.Open())
        {
            var store = Store(inbox);
            foreach (var key in keys)
            {
                await TakeAsync(store, key);
            }
        }

        await using var reopened = _temporary.Open();
        var after = Store(reopened);

        foreach (var key in keys)
        {
            (await StatusAsync(after, key)).Should().Be(DeduplicationStatus.Completed, "{0} was completed", key);
        }

        (await StatusAsync(after, Key("evt-2", "acme"))).Should().Be(DeduplicationStatus.Claimed);
        (await StatusAsync(after, Key("evt-2", "", "north"))).Should().Be(DeduplicationStatus.Claimed);
    }

    [Fact]
    public async Task What_was_claimed_by_a_process_that_has_ended_can_be_claimed_at_once()
    {
        await using var inbox = _temporary.Open();
        var claim = await Store(inbox).ClaimAsync(Key("evt-1"), TimeSpan.FromHours(1), default);
        await TakeAsync(Store(inbox), Key("evt-2"));

        using var files = _temporary.CopyAsAfterCrash();
        await using var reopened = files.Open();
        var again = await Store(reopened).ClaimAsync(Key("evt-1"), Lease, default);

        again.Status.Should().Be(DeduplicationStatus.Claimed);
        again.Token.Should().NotBe(claim.Token);
        (await Store(reopened).CompleteAsync(Key("evt-1"), claim.Token, Retention, default)).Should().BeFalse("it is a token of the dead process");
        (await StatusAsync(Store(reopened), Key("evt-2"))).Should().Be(DeduplicationStatus.Completed);
    }

    [Fact]
    public async Task Expired_claims_and_ids_are_deleted_and_nothing_is_left_of_released_ones()
    {
        await using var inbox = _temporary.Open();
        var store = Store(inbox);
        for (var i = 0; i < 1_200; i++)
        {
            await store.ClaimAsync(Key($"evt-{i}"), Lease, default);
        }

        await TakeAsync(store, Key("completed"));
        var released = await store.ClaimAsync(Key("released"), Lease, default);
        await store.ReleaseAsync(Key("released"), released.Token, default);
        _temporary.Time.Advance(Lease - TimeSpan.FromTicks(1));
        await inbox.ForgetExpiredAsync(default);
        _temporary.Sql("SELECT count(*) FROM claim").Should().Be(1_200);
        _temporary.Sql("SELECT count(*) FROM seen").Should().Be(1);

        _temporary.Time.Advance(TimeSpan.FromTicks(1));
        await inbox.ForgetExpiredAsync(default);
        _temporary.Sql("SELECT count(*) FROM claim").Should().Be(0);

        _temporary.Time.Advance(Retention);
        await inbox.ForgetExpiredAsync(default);
        _temporary.Sql("SELECT count(*) FROM seen").Should().Be(0);
    }

    [Fact]
    public async Task A_claim_whose_caller_has_gone_before_it_was_written_is_given_back()
    {
        await using var inbox = _temporary.Open();
        var store = Store(inbox);
        using var gone = new CancellationTokenSource();
        using var busy = new ManualResetEventSlim();
        var writing = inbox.WriteAsync(_ => busy.Wait(TimeSpan.FromSeconds(30)), default);

        var claiming = store.ClaimAsync(Key("evt-1"), Lease, gone.Token).AsTask();
        await gone.CancelAsync();
        busy.Set();

        await claiming.Invoking(c => c).Should().ThrowAsync<OperationCanceledException>();
        (await writing).Should().BeTrue();
        (await StatusAsync(store, Key("evt-1"))).Should().Be(DeduplicationStatus.Claimed);
    }

    [Fact]
    public async Task Below_the_floor_nothing_new_is_claimed_and_what_is_claimed_can_be_completed()
    {
        await using (var before = _temporary.Open())
        {
            await TakeAsync(Store(before), Key("evt-1"));
        }

        await using var inbox = _temporary.Open(options => options.MinFreeDiskBytes = long.MaxValue);
        var store = Store(inbox);

        await store.Invoking(s => s.ClaimAsync(Key("evt-2"), Lease, default).AsTask())
            .Should().ThrowAsync<SqliteInboxException>().WithMessage("*less than MinFreeDiskBytes*Free some space*");
        (await StatusAsync(store, Key("evt-1"))).Should().Be(DeduplicationStatus.Completed);
        (await store.CompleteAsync(Key("evt-3"), 7, Retention, default)).Should().BeTrue("the endpoint has run");
        (await StatusAsync(store, Key("evt-3"))).Should().Be(DeduplicationStatus.Completed);
    }

    [Fact]
    public async Task A_claim_that_cannot_be_written_throws_and_leaves_no_trace()
    {
        await using var inbox = _temporary.Open();
        using (var trigger = inbox.Writer.CreateCommand())
        {
            trigger.CommandText = "CREATE TEMP TRIGGER fault BEFORE INSERT ON claim WHEN NEW.event_id = 'evt-7' BEGIN SELECT RAISE(ABORT, 'a fault of the test'); END";
            trigger.ExecuteNonQuery();
        }

        var store = Store(inbox);
        await store.Invoking(s => s.ClaimAsync(Key("evt-7"), Lease, default).AsTask())
            .Should().ThrowAsync<SqliteInboxException>().WithMessage("*a fault of the test*");

        _temporary.Sql("SELECT count(*) FROM claim").Should().Be(0);
        (await StatusAsync(store, Key("evt-8"))).Should().Be(DeduplicationStatus.Claimed);
    }

    [Fact]
    public async Task A_file_of_version_2_keeps_its_ids_and_gets_claims()
    {
        using (var connection = new SqliteConnection($"Data Source={_temporary.File};Pooling=False"))
        {
            connection.Open();
            InboxSchema.Migrate(connection, _temporary.File, to: 2);
        }

        var expires = (_temporary.Time.GetUtcNow() + Retention).UtcTicks;
        _temporary.Sql($"INSERT INTO seen (receiver, tenant, event_id, expires) VALUES ('acme', '=north', 'evt-1', {expires})");
        _temporary.Sql("PRAGMA user_version").Should().Be(2);

        await using var inbox = _temporary.Open();
        var store = Store(inbox);

        (await StatusAsync(store, Key("evt-1", "acme", "north"))).Should().Be(DeduplicationStatus.Completed);
        (await StatusAsync(store, Key("evt-2", "acme", "north"))).Should().Be(DeduplicationStatus.Claimed);
        _temporary.Sql("PRAGMA user_version").Should().Be(InboxSchema.Version);
    }

    private static DeduplicationKey Key(string id, string receiver = "", string? tenant = null) => new(receiver, tenant, id);

    private static async Task<DeduplicationStatus> StatusAsync(SqliteDeduplicationStore store, DeduplicationKey key)
        => (await store.ClaimAsync(key, Lease, default)).Status;

    private static async Task TakeAsync(SqliteDeduplicationStore store, DeduplicationKey key)
    {
        var claim = await store.ClaimAsync(key, Lease, default);
        (await store.CompleteAsync(key, claim.Token, Retention, default)).Should().BeTrue();
    }

    private static SqliteDeduplicationStore Store(SqliteInbox inbox) => new(inbox);
}
