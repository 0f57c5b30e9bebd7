using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Sqlite.Operations;

namespace EightBit.Webhooks.Receiver.Sqlite.Tests;

/// <summary>The writer counts along, and is right whatever happens.</summary>
public sealed class StatisticsTests : IDisposable
{
    private readonly List<TemporaryInbox> _temporary = [new()];
    private readonly Random _random = new(7);
    private readonly Dictionary<string, InboxLease> _leases = [];
    private int _accepted;

    private TemporaryInbox Files => _temporary[^1];

    public void Dispose() => _temporary.ForEach(files => files.Dispose());

    [Fact]
    public async Task They_equal_what_is_in_the_file_after_any_operations_failures_crashes_and_operators()
    {
        var inbox = Open();
        for (var step = 0; step < 1_500; step++)
        {
            inbox = await StepAsync(inbox);
            await ExpectTrueAsync(inbox);
        }

        await inbox.DisposeAsync();
    }

    [Fact]
    public async Task The_oldest_age_counts_from_when_an_event_was_received_also_after_a_replay()
    {
        await using var inbox = Open();
        await inbox.AcceptAsync(Files.Delivery("old"), default);
        await SettleAsync(inbox, (await inbox.ClaimAsync(1, TimeSpan.FromMinutes(1), default)).Leases[0], dead: true);
        (await inbox.GetStatisticsAsync()).OldestAge.Should().BeNull();
        Files.Time.Advance(TimeSpan.FromHours(1));
        await inbox.AcceptAsync(Files.Delivery("new"), default);
        (await inbox.GetStatisticsAsync()).OldestAge.Should().Be(TimeSpan.Zero);

        await inbox.ReplayAsync(1);

        (await inbox.GetStatisticsAsync()).OldestAge.Should().Be(TimeSpan.FromHours(1));
    }

    private async Task<SqliteInbox> StepAsync(SqliteInbox inbox)
    {
        switch (_random.Next(24))
        {
            case < 8:
                await inbox.AcceptAsync(Files.Delivery($"evt-{_accepted++ - _random.Next(2)}", _random.Next(2) == 0 ? $"{_random.Next(5)}" : null, _random.Next(500)), default);
                break;

            case < 12:
                foreach (var lease in (await inbox.ClaimAsync(_random.Next(1, 6), TimeSpan.FromMinutes(_random.Next(1, 60)), default)).Leases)
                {
                    _leases[lease.Delivery.EventId] = lease;
                }

                break;

            case < 18 when _leases.Count > 0: // some of them are stale
                await SettleAsync(inbox, _leases.Values.ElementAt(_random.Next(_leases.Count)), dead: _random.Next(3) == 0);
                break;

            case < 20 when await LetterAsync(inbox) is { } letter:
                await (_random.Next(2) == 0 ? (Task)inbox.ReplayAsync(letter).AsTask() : inbox.PurgeAsync(letter).AsTask());
                break;

            case 20:
                Files.Time.Advance(TimeSpan.FromMinutes(_random.Next(60)));
                await inbox.ForgetExpiredAsync(default);
                break;

            case 21:
                await FailAsync(inbox);
                break;

            case 22:
                return await CrashAsync(inbox);

            case 23:
                return await OperateFromOutsideAsync(inbox);
        }

        return inbox;
    }

    private static async Task SettleAsync(SqliteInbox inbox, InboxLease lease, bool dead)
        => await inbox.SettleAsync(
            lease,
            dead
                ? new Settlement.Dead(DeadLetterReason.Rejected, HandlerProgress.None, "dead")
                : (lease.EntryId % 3) switch
                {
                    0 => new Settlement.Retry(TimeSpan.FromMinutes(lease.Attempt), HandlerProgress.None, "later"),
                    1 => new Settlement.Abandoned(HandlerProgress.None),
                    _ => Settlement.Completed.Instance,
                },
            default);

    /// <summary>An operation that fails takes back what others of its batch have counted, and they count it again.</summary>
    private async Task FailAsync(SqliteInbox inbox)
    {
        var accepting = inbox.AcceptAsync(Files.Delivery($"evt-{_accepted++}"), default).AsTask();
        var failing = inbox.Awaiting(self => self.WriteAsync<int>(
            tables =>
            {
                ClaimEvents.Run(tables, 3, TimeSpan.FromMinutes(1));
                throw new InvalidOperationException("no");
            },
            default).AsTask());
        await failing.Should().ThrowAsync<InvalidOperationException>();
        (await accepting).Should().Be(AcceptOutcome.Accepted);
    }

    private async Task<SqliteInbox> CrashAsync(SqliteInbox inbox)
    {
        _temporary.Add(Files.CopyAsAfterCrash());
        await inbox.DisposeAsync();
        return Open();
    }

    private async Task<SqliteInbox> OperateFromOutsideAsync(SqliteInbox inbox)
    {
        var letters = (await inbox.ListDeadLettersAsync(new())).Items.Select(letter => letter.EntryId).ToList();
        await inbox.DisposeAsync();
        var outside = new SqliteInboxOperator(Files.Options, Files.Time);
        await outside.ReplayAsync([.. letters.Take(2)]);
        await outside.PurgeAsync([.. letters.Skip(2).Take(1)]);
        return Open();
    }

    private async Task ExpectTrueAsync(SqliteInbox inbox)
    {
        var statistics = await inbox.GetStatisticsAsync();
        var oldest = Files.Sql("SELECT min(received_at) FROM inbox WHERE state < 4");
        statistics.Should().Be(new InboxStatistics
        {
            Pending = Files.Sql("SELECT count(*) FROM inbox WHERE state < 4"),
            PendingBytes = Files.Sql("SELECT sum(length(bytes)) FROM inbox JOIN body USING (seq) WHERE state < 4"),
            Claimed = Files.Sql("SELECT count(*) FROM inbox WHERE state = 2"),
            AwaitingRetry = Files.Sql("SELECT count(*) FROM inbox WHERE state = 3"),
            DeadLetters = Files.Sql("SELECT count(*) FROM inbox WHERE state = 4"),
            Capacity = statistics.Capacity,
            OldestAge = oldest == 0 ? null : Files.Time.GetUtcNow() - new DateTimeOffset(oldest, TimeSpan.Zero),
        });
    }

    private async Task<long?> LetterAsync(SqliteInbox inbox)
    {
        var letters = (await inbox.ListDeadLettersAsync(new())).Items;
        return letters.Count == 0 ? null : letters[_random.Next(letters.Count)].EntryId;
    }

    private SqliteInbox Open() => Files.Open(options => options.DeadLetterRetention = TimeSpan.FromHours(3));
}
