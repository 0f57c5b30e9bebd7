using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Sqlite.Deduplication;

namespace EightBit.Webhooks.Receiver.Sqlite.Tests.Deduplication;

/// <summary>What the inbox and inline endpoints know of each other's ids.</summary>
public sealed class SharedIdTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Retention = TimeSpan.FromDays(3);
    private static readonly DeduplicationKey Key = new("", null, "evt-1");

    private readonly TemporaryInbox _temporary = new();
    private readonly SqliteInbox _inbox;
    private readonly SqliteDeduplicationStore _store;

    public SharedIdTests()
    {
        _inbox = _temporary.Open();
        _store = new SqliteDeduplicationStore(_inbox);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _inbox.DisposeAsync();

    public void Dispose()
    {
        _inbox.Dispose();
        _temporary.Dispose();
    }

    [Fact]
    public async Task An_id_that_the_inbox_has_accepted_is_completed_for_inline_endpoints()
    {
        (await AcceptAsync()).Should().Be(AcceptOutcome.Accepted);

        (await _store.ClaimAsync(Key, Lease, default)).Status.Should().Be(DeduplicationStatus.Completed);
        (await _store.ClaimAsync(Key with { Receiver = "acme" }, Lease, default)).Status.Should().Be(DeduplicationStatus.Claimed);
        (await _store.ClaimAsync(Key with { Tenant = "north" }, Lease, default)).Status.Should().Be(DeduplicationStatus.Claimed);
    }

    [Fact]
    public async Task An_id_that_an_inline_endpoint_has_completed_is_a_duplicate_for_the_inbox()
    {
        var claim = await _store.ClaimAsync(Key, Lease, default);
        await _store.CompleteAsync(Key, claim.Token, Retention, default);

        (await AcceptAsync()).Should().Be(AcceptOutcome.Duplicate);
        (await AcceptAsync(receiver: "acme")).Should().Be(AcceptOutcome.Accepted);
        (await AcceptAsync(tenant: "north")).Should().Be(AcceptOutcome.Accepted);
    }

    [Theory]
    [InlineData(true, AcceptOutcome.Duplicate)]
    [InlineData(false, AcceptOutcome.Accepted)]
    public async Task While_an_inline_endpoint_works_on_an_event_the_inbox_waits_for_how_it_ends(bool succeeds, AcceptOutcome expected)
    {
        var claim = await _store.ClaimAsync(Key, Lease, default);
        var accepting = AcceptAsync();
        await _inbox.WriteAsync(_ => true, default); // behind the accept, so that it has been looked at
        _temporary.Sql("SELECT count(*) FROM inbox").Should().Be(0);

        if (succeeds)
        {
            (await _store.CompleteAsync(Key, claim.Token, Retention, default)).Should().BeTrue();
        }
        else
        {
            await _store.ReleaseAsync(Key, claim.Token, default);
        }

        (await WhenLookedAtAgainAsync(accepting)).Should().Be(expected);
    }

    [Fact]
    public async Task The_wait_ends_when_the_sender_can_wait_no_longer_and_leaves_no_trace()
    {
        await _store.ClaimAsync(Key, Lease, default);
        using var budget = new CancellationTokenSource();
        var accepting = _inbox.AcceptAsync(_temporary.Delivery("evt-1"), budget.Token).AsTask();
        await _inbox.WriteAsync(_ => true, default);
        await budget.CancelAsync();

        await accepting.Invoking(a => a).Should().ThrowAsync<OperationCanceledException>();
        _temporary.Sql("SELECT (SELECT count(*) FROM inbox) + (SELECT count(*) FROM seen)").Should().Be(0);
    }

    [Fact]
    public async Task After_the_lease_the_inbox_takes_the_event_and_the_late_endpoint_is_told()
    {
        var late = await _store.ClaimAsync(Key, Lease, default);
        _temporary.Time.Advance(Lease);

        (await AcceptAsync()).Should().Be(AcceptOutcome.Accepted);
        await _store.ReleaseAsync(Key, late.Token, default);
        (await _store.CompleteAsync(Key, late.Token, Retention, default)).Should().BeFalse();

        (await AcceptAsync()).Should().Be(AcceptOutcome.Duplicate);
        _temporary.Sql("SELECT count(*) FROM inbox").Should().Be(1);
    }

    [Fact]
    public async Task Both_write_with_the_same_commits()
    {
        var commits = 0;
        SQLitePCL.raw.sqlite3_commit_hook(
            _inbox.Writer.Handle,
            _ =>
            {
                Interlocked.Increment(ref commits);
                return 0;
            },
            null);

        await Task.WhenAll(Enumerable.Range(0, 500).SelectMany(i => new[]
        {
            _inbox.AcceptAsync(_temporary.Delivery($"evt-{i}"), default).AsTask() as Task,
            _store.ClaimAsync(Key with { Receiver = "acme", EventId = $"evt-{i}" }, Lease, default).AsTask(),
        }));

        commits.Should().BeLessThan(500);
        _temporary.Sql("SELECT count(*) FROM inbox").Should().Be(500);
        _temporary.Sql("SELECT count(*) FROM claim").Should().Be(500);
    }

    private async Task<AcceptOutcome> AcceptAsync(string receiver = "", string? tenant = null)
        => await _inbox.AcceptAsync(_temporary.Delivery("evt-1") with { Receiver = receiver, Tenant = tenant }, default);

    private async Task<AcceptOutcome> WhenLookedAtAgainAsync(Task<AcceptOutcome> accepting)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!accepting.IsCompleted)
        {
            deadline.Token.ThrowIfCancellationRequested();
            _temporary.Time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        return await accepting;
    }
}
