using System.Diagnostics;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Sqlite.Opening;
using EightBit.Webhooks.Receiver.Sqlite.Operating;
using EightBit.Webhooks.Receiver.Sqlite.Schema;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Sqlite.Tests.Operating;

/// <summary>Dead letters in the hands of another process, with the application running and without.</summary>
public sealed class SqliteInboxOperatorTests : IDisposable
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private readonly TemporaryInbox _temporary = new();
    private readonly SqliteInboxOperator _operator;

    public SqliteInboxOperatorTests() => _operator = new SqliteInboxOperator(_temporary.Options);

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Without_the_application_letters_are_listed_replayed_and_purged_in_the_file()
    {
        await using (var inbox = Open())
        {
            await DieAsync(inbox, "one", "two", "three");
        }

        var letters = (await _operator.ListDeadLettersAsync(new DeadLetterQuery())).Items;
        letters.Select(letter => letter.Delivery.EventId).Should().Equal("one", "two", "three");
        (await _operator.ReplayAsync([letters[0].EntryId, 99])).Should().Equal(ReplayOutcome.Replayed, ReplayOutcome.NotFound);
        (await _operator.PurgeAsync([99, letters[1].EntryId])).Should().Equal(false, true);

        await using var after = Open();
        (await after.ClaimAsync(10, Lease, default)).Leases.Should().ContainSingle().Which.Delivery.EventId.Should().Be("one");
        (await _operator.ListDeadLettersAsync(new DeadLetterQuery())).Items.Should().ContainSingle().Which.Delivery.EventId.Should().Be("three");
    }

    [Fact]
    public async Task Without_the_application_nothing_is_left_beside_the_file()
    {
        await using (var inbox = Open())
        {
            await DieAsync(inbox, "one");
        }

        var before = Directory.GetFiles(_temporary.Folder).Order().ToList();
        await _operator.ListDeadLettersAsync(new DeadLetterQuery());
        await _operator.ReplayAsync([1]);

        Directory.GetFiles(_temporary.Folder).Order().Should().Equal(before);
    }

    [Fact]
    public async Task What_was_claimed_when_the_application_died_stays_claimed_until_it_starts_again()
    {
        await using (var inbox = Open())
        {
            await DieAsync(inbox, "one");
            await inbox.AcceptAsync(_temporary.Delivery("running"), default);
            await inbox.ClaimAsync(1, Lease, default);
        }

        await _operator.PurgeAsync([1]);

        _temporary.Sql($"SELECT count(*) FROM inbox WHERE state = {EntryState.Claimed}").Should().Be(1);
    }

    [Fact]
    public async Task While_the_application_runs_it_carries_out_what_is_asked_for()
    {
        await using var inbox = Open(options => options.MaxPendingEvents = 2);
        await DieAsync(inbox, "one", "two", "three", "four");
        await using var desk = Serve(inbox);
        var waiting = inbox.WaitAsync(TimeSpan.FromMinutes(1), default).AsTask();

        var outcomes = await _operator.ReplayAsync([4, 1, 99, 2]);

        outcomes.Should().Equal([ReplayOutcome.Full, ReplayOutcome.Replayed, ReplayOutcome.NotFound, ReplayOutcome.Replayed], "the application's limit counts, and its count");
        await waiting.WaitAsync(TimeSpan.FromSeconds(30));
        (await inbox.ClaimAsync(10, Lease, default)).Leases.Select(lease => lease.Delivery.EventId).Should().Equal("one", "two");
        (await inbox.AcceptAsync(_temporary.Delivery("five"), default)).Should().Be(AcceptOutcome.Full, "the application's count is right");
        (await _operator.PurgeAsync([3, 99])).Should().Equal(true, false);
        _temporary.Sql("SELECT count(*) FROM operator_request").Should().Be(0, "who has asked cleans up");
    }

    [Fact]
    public async Task A_request_that_nobody_answers_is_withdrawn()
    {
        await using var inbox = Open();
        await DieAsync(inbox, "one");
        var impatient = new SqliteInboxOperator(_temporary.Options) { AnswerTimeout = TimeSpan.FromMilliseconds(200) };

        await impatient.Awaiting(it => it.ReplayAsync([1])).Should().ThrowAsync<SqliteInboxException>()
            .WithMessage("*webhooks.db is in use, and the application has not answered within 0.2 seconds*withdrawn: nothing was done*");

        _temporary.Sql("SELECT count(*) FROM operator_request").Should().Be(0);
    }

    [Fact]
    public async Task A_request_that_is_interrupted_is_withdrawn()
    {
        await using var inbox = Open();
        await DieAsync(inbox, "one");
        using var interrupt = new CancellationTokenSource();

        var asking = _operator.ReplayAsync([1], interrupt.Token);
        await WhenAskedAsync();
        await interrupt.CancelAsync();

        await FluentActions.Awaiting(() => asking).Should().ThrowAsync<OperationCanceledException>();
        _temporary.Sql("SELECT count(*) FROM operator_request").Should().Be(0);
    }

    [Fact]
    public async Task A_request_whose_operator_has_died_expires_and_is_forgotten()
    {
        await using var inbox = _temporary.Open();
        await DieAsync(inbox, "one");
        using (var connection = Connect())
        {
            OperatorRequests.Ask(connection, 7, OperatorAction.Replay, [1], _temporary.Time.GetUtcNow() + TimeSpan.FromSeconds(15));
        }

        _temporary.Time.Advance(TimeSpan.FromSeconds(16));

        (await inbox.ReadAsync(reader => OperatorRequests.Waiting(reader, _temporary.Time.GetUtcNow()), default)).Should().BeEmpty();
        (await inbox.CarryOutAsync(7, default)).Should().BeEmpty();
        await inbox.ForgetExpiredAsync(default);
        _temporary.Sql("SELECT count(*) FROM operator_request").Should().Be(1, "who was only paused may come back for the answer");
        _temporary.Time.Advance(TimeSpan.FromHours(1));
        await inbox.ForgetExpiredAsync(default);
        _temporary.Sql("SELECT count(*) FROM operator_request").Should().Be(0);
    }

    [Fact]
    public async Task A_request_that_was_forgotten_is_not_called_undone()
    {
        await using var inbox = Open();
        await DieAsync(inbox, "one");

        var asking = _operator.ReplayAsync([1]);
        await WhenAskedAsync();
        _temporary.Sql("DELETE FROM operator_request");

        await FluentActions.Awaiting(() => asking).Should().ThrowAsync<SqliteInboxException>().WithMessage("*not known whether*");
    }

    [Fact]
    public async Task What_the_application_does_not_know_it_says_so()
    {
        await using var inbox = Open();
        await DieAsync(inbox, "one");
        await using var desk = Serve(inbox);

        var asking = () => new RunningApplication(InboxLocation.Parse(_temporary.Options.ConnectionString), TimeSpan.FromSeconds(30), TimeProvider.System)
            .AskAsync((OperatorAction)42, [1], default);

        await asking.Should().ThrowAsync<SqliteInboxException>().WithMessage("*older version of this package*");
    }

    [Fact]
    public async Task An_application_of_an_older_version_is_not_asked()
    {
        OlderFile(version: 3);
        using var application = LockFile.Acquire(_temporary.File);

        await _operator.Awaiting(it => it.ReplayAsync([1])).Should().ThrowAsync<SqliteInboxException>()
            .WithMessage("*in use by an application with an older version*Nothing was done. Update the application, or stop it*");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_file_of_an_older_version_is_operated_without_being_migrated(int version)
    {
        OlderFile(version);

        (await _operator.ListDeadLettersAsync(new DeadLetterQuery())).Items.Should().BeEmpty();
        (await _operator.ReplayAsync([1])).Should().Equal(ReplayOutcome.NotFound);
        _temporary.Sql("PRAGMA user_version").Should().Be(version, "an application of that version still has to start on it");
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named_and_not_created()
    {
        foreach (var call in Calls())
        {
            await call.Should().ThrowAsync<SqliteInboxException>().WithMessage("There is no file *webhooks.db*");
        }

        Directory.GetFiles(_temporary.Folder).Should().BeEmpty();
    }

    [Theory]
    [InlineData("CREATE TABLE customers (name TEXT)", "*not one of this inbox*")]
    [InlineData("VACUUM", "*has no inbox in it*")]
    public async Task A_file_without_an_inbox_is_refused_and_left_alone(string sql, string message)
    {
        _temporary.Sql(sql);
        var before = await File.ReadAllBytesAsync(_temporary.File);

        foreach (var call in Calls())
        {
            await call.Should().ThrowAsync<SqliteInboxException>().WithMessage(message);
        }

        (await File.ReadAllBytesAsync(_temporary.File)).Should().Equal(before);
    }

    [Fact]
    public async Task Too_many_or_the_same_twice_are_refused()
    {
        await _operator.Awaiting(it => it.ReplayAsync([1, 1])).Should().ThrowAsync<ArgumentException>();
        await _operator.Awaiting(it => it.PurgeAsync([.. Enumerable.Range(1, SqliteInboxOperator.MaxEntries + 1).Select(id => (long)id)])).Should().ThrowAsync<ArgumentException>();
        (await _operator.PurgeAsync([])).Should().BeEmpty();
    }

    /// <summary>As many as one call takes, again and again, while the application's writer commits without a pause.</summary>
    [Fact]
    public async Task Under_load_the_operator_gets_through_and_no_delivery_fails()
    {
        const int Rounds = 10;
        await using var inbox = Open();
        await DieAsync(inbox, [.. Enumerable.Range(0, SqliteInboxOperator.MaxEntries).Select(number => $"dead-{number}")]);
        await using var desk = Serve(inbox);
        using var stop = new CancellationTokenSource();
        var senders = Enumerable.Range(0, 32).Select(sender => Task.Run(() => SendAsync(inbox, sender, stop.Token))).ToList();
        var processor = Task.Run(() => ProcessAsync(inbox, stop.Token));

        for (var round = 0; round < Rounds; round++)
        {
            var ids = await WhenDeadAsync(SqliteInboxOperator.MaxEntries);
            (await _operator.ReplayAsync(ids)).Should().HaveCount(SqliteInboxOperator.MaxEntries).And.OnlyContain(outcome => outcome == ReplayOutcome.Replayed);
        }

        await stop.CancelAsync();
        var sent = await Task.WhenAll(senders);
        await processor;
        sent.Sum(sender => sender.Accepted).Should().BeGreaterThan(500, "a test without load proves nothing");
        sent.Max(sender => sender.Slowest).Should().BeLessThan(TimeSpan.FromSeconds(4), "deliveries are answered within the acknowledgement timeout");
    }

    [Fact]
    public async Task A_process_that_holds_the_write_lock_for_a_while_makes_deliveries_wait_and_not_fail()
    {
        await using var inbox = Open();
        using var other = Connect();
        using var command = other.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();

        var accepting = inbox.AcceptAsync(_temporary.Delivery("one"), default).AsTask();
        (await Task.WhenAny(accepting, Task.Delay(TimeSpan.FromMilliseconds(500)))).Should().NotBeSameAs(accepting);
        command.CommandText = "COMMIT";
        command.ExecuteNonQuery();

        (await accepting.WaitAsync(TimeSpan.FromSeconds(30))).Should().Be(AcceptOutcome.Accepted);
    }

    private IEnumerable<Func<Task>> Calls() =>
    [
        () => _operator.ListDeadLettersAsync(new DeadLetterQuery()),
        () => _operator.ReplayAsync([1]),
        () => _operator.PurgeAsync([1]),
    ];

    /// <summary>By the system's clock, as in an application.</summary>
    private SqliteInbox Open(Action<SqliteInboxOptions>? configure = null)
    {
        var options = _temporary.Options;
        configure?.Invoke(options);
        var inbox = new SqliteInbox(Options.Create(options), TimeProvider.System, NullLogger<SqliteInbox>.Instance);
        inbox.Open();
        return inbox;
    }

    private static Serving Serve(SqliteInbox inbox) => new(inbox);

    private async Task DieAsync(SqliteInbox inbox, params string[] ids)
    {
        foreach (var id in ids)
        {
            await inbox.AcceptAsync(_temporary.Delivery(id), default);
            var lease = (await inbox.ClaimAsync(1, Lease, default)).Leases.Single();
            await inbox.SettleAsync(lease, new Settlement.Dead(DeadLetterReason.Rejected, HandlerProgress.None, "no"), default);
        }
    }

    private async Task<(int Accepted, TimeSpan Slowest)> SendAsync(SqliteInbox inbox, int sender, CancellationToken stop)
    {
        var (accepted, slowest) = (0, TimeSpan.Zero);
        while (!stop.IsCancellationRequested)
        {
            var watch = Stopwatch.StartNew();
            (await inbox.AcceptAsync(_temporary.Delivery($"evt-{sender}-{accepted++}"), default)).Should().Be(AcceptOutcome.Accepted);
            slowest = watch.Elapsed > slowest ? watch.Elapsed : slowest;
        }

        return (accepted, slowest);
    }

    /// <summary>Completes everything, but what was dead before dies again.</summary>
    private static async Task ProcessAsync(SqliteInbox inbox, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var batch = await inbox.ClaimAsync(256, Lease, default);
            await Task.WhenAll(batch.Leases.Select(lease => inbox.SettleAsync(
                lease,
                lease.Delivery.EventId.StartsWith("dead", StringComparison.Ordinal)
                    ? new Settlement.Dead(DeadLetterReason.Rejected, HandlerProgress.None, "no")
                    : Settlement.Completed.Instance,
                default).AsTask()));
        }
    }

    private async Task<IReadOnlyList<long>> WhenDeadAsync(int count)
    {
        while (true)
        {
            var page = await _operator.ListDeadLettersAsync(new DeadLetterQuery());
            if (page.Items.Count == count)
            {
                return [.. page.Items.Select(letter => letter.EntryId)];
            }
        }
    }

    private void OlderFile(int version)
    {
        using var connection = new SqliteConnection($"Data Source={_temporary.File};Pooling=False");
        connection.Open();
        InboxSchema.Migrate(connection, _temporary.File, to: version);
    }

    private SqliteConnection Connect() => InboxLocation.Parse(_temporary.Options.ConnectionString).Open();

    private async Task WhenAskedAsync()
    {
        while (_temporary.Sql("SELECT count(*) FROM operator_request") == 0)
        {
            await Task.Yield();
        }
    }

    /// <summary>What the application does besides.</summary>
    private sealed class Serving : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _serving;

        public Serving(SqliteInbox inbox)
            => _serving = new OperatorDesk(inbox, TimeProvider.System, NullLogger<SqliteInbox>.Instance).ServeUntilStoppedAsync(_stop.Token);

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _serving;
            _stop.Dispose();
        }
    }
}
