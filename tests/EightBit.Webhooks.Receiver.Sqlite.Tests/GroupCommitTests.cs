using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Sqlite.Tests;

public sealed class GroupCommitTests : IDisposable
{
    private readonly TemporaryInbox _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Concurrent_accepts_share_commits()
    {
        await using var inbox = _temporary.Open();
        var commits = CountCommits(inbox);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(i => inbox.AcceptAsync(_temporary.Delivery($"evt-{i}"), default).AsTask()));

        outcomes.Should().OnlyContain(outcome => outcome == AcceptOutcome.Accepted);
        commits().Should().BeLessThan(500);
        _temporary.Sql("SELECT count(*) FROM inbox").Should().Be(1_000);
    }

    [Fact]
    public async Task Duplicates_within_one_batch_are_told_apart()
    {
        await using var inbox = _temporary.Open();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 640).Select(i => inbox.AcceptAsync(_temporary.Delivery($"evt-{i % 10}"), default).AsTask()));

        outcomes.Count(outcome => outcome == AcceptOutcome.Accepted).Should().Be(10);
        outcomes.Count(outcome => outcome == AcceptOutcome.Duplicate).Should().Be(630);
    }

    [Fact]
    public async Task One_operation_that_fails_does_not_take_the_others_of_its_batch_with_it()
    {
        await using var inbox = _temporary.Open();
        using (var trigger = inbox.Writer.CreateCommand())
        {
            trigger.CommandText = "CREATE TEMP TRIGGER fault BEFORE INSERT ON inbox WHEN NEW.event_id = 'evt-7' BEGIN SELECT RAISE(ABORT, 'a fault of the test'); END";
            trigger.ExecuteNonQuery();
        }

        var accepts = Enumerable.Range(0, 100).Select(i => inbox.AcceptAsync(_temporary.Delivery($"evt-{i}"), default).AsTask()).ToList();
        await Task.WhenAll(accepts.Select(accept => accept.ContinueWith(_ => { }, TaskScheduler.Default)));

        accepts.Where(accept => accept.IsFaulted).Should().ContainSingle();
        accepts[7].Exception!.InnerException.Should().BeOfType<SqliteInboxException>().Which.Message.Should().Contain("a fault of the test");
        _temporary.Sql("SELECT count(*) FROM inbox").Should().Be(99);
        _temporary.Sql("SELECT count(*) FROM seen").Should().Be(99, "what failed has left no trace");
        (await inbox.GetStatisticsAsync()).Pending.Should().Be(99);
    }

    [Fact]
    public async Task What_is_waiting_is_written_before_the_file_is_closed_by_a_host_that_does_not_wait()
    {
        var inbox = _temporary.Open();
        var accepts = Enumerable.Range(0, 1_000).Select(i => inbox.AcceptAsync(_temporary.Delivery($"evt-{i}"), default).AsTask()).ToList();

        inbox.Dispose();

        (await Task.WhenAll(accepts)).Should().OnlyContain(outcome => outcome == AcceptOutcome.Accepted);
        _temporary.Sql("SELECT count(*) FROM inbox").Should().Be(1_000);
    }

    [Fact]
    public async Task Expired_ids_and_old_dead_letters_are_deleted()
    {
        await using var inbox = _temporary.Open(options => options.DeadLetterRetention = TimeSpan.FromDays(30));
        for (var i = 0; i < 1_200; i++)
        {
            await inbox.AcceptAsync(_temporary.Delivery($"evt-{i}"), default);
        }

        foreach (var lease in (await inbox.ClaimAsync(1_200, TimeSpan.FromMinutes(1), default)).Leases)
        {
            Settlement settlement = lease.EntryId % 2 == 0
                ? Settlement.Completed.Instance
                : new Settlement.Dead(DeadLetterReason.Rejected, HandlerProgress.None, "no");
            (await inbox.SettleAsync(lease, settlement, default)).Should().BeTrue();
        }

        _temporary.Time.Advance(TimeSpan.FromDays(3));
        await inbox.ForgetExpiredAsync(default);
        _temporary.Sql("SELECT count(*) FROM seen").Should().Be(0);
        _temporary.Sql("SELECT count(*) FROM inbox").Should().Be(600, "dead letters are kept longer than ids");

        _temporary.Time.Advance(TimeSpan.FromDays(27));
        await inbox.ForgetExpiredAsync(default);
        _temporary.Sql("SELECT (SELECT count(*) FROM inbox) + (SELECT count(*) FROM body)").Should().Be(0);
    }

    private static Func<int> CountCommits(SqliteInbox inbox)
    {
        var commits = 0;
        SQLitePCL.raw.sqlite3_commit_hook(
            inbox.Writer.Handle,
            _ =>
            {
                Interlocked.Increment(ref commits);
                return 0;
            },
            null);
        return () => commits;
    }
}
