using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Sqlite.Tests;

/// <summary>A row that somebody has changed with another program holds up neither itself nor the others.</summary>
public sealed class ChangedByHandTests : IDisposable
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private readonly TemporaryInbox _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("progress = '[null'")]
    [InlineData("progress = 'null'")]
    [InlineData("progress = '{\"Completed\":null,\"Rejected\":[]}'")]
    [InlineData("progress = '{\"Completed\":[null],\"Rejected\":[]}'")]
    [InlineData("history = 'closed'")]
    [InlineData("history = 'null'")]
    [InlineData("history = '[null]'")]
    [InlineData("error = NULL, reason = 99")]
    [InlineData("created_at = 9223372036854775807, sent_at = -1, received_at = 'yesterday'")]
    public async Task It_is_claimed_settled_and_shown_all_the_same(string change)
    {
        await using var inbox = _files.Open();
        await inbox.AcceptAsync(_files.Delivery("changed"), default);
        await inbox.AcceptAsync(_files.Delivery("whole"), default);
        _files.Sql($"UPDATE inbox SET {change} WHERE event_id = 'changed'");

        await SettleBothAsync(inbox, progress => new Settlement.Retry(TimeSpan.FromHours(1), progress, "The CRM is closed."));
        _files.Sql($"UPDATE inbox SET {change} WHERE event_id = 'changed'");
        (await inbox.ListRetriesAsync(new())).Select(waiting => waiting.Delivery.EventId).Should().BeEquivalentTo("changed", "whole");
        _files.Time.Advance(TimeSpan.FromHours(2));

        await SettleBothAsync(inbox, progress => new Settlement.Dead(DeadLetterReason.Rejected, progress, "The CRM has moved."));
        _files.Sql($"UPDATE inbox SET {change} WHERE event_id = 'changed'");
        (await inbox.ListDeadLettersAsync(new())).Items.Select(letter => letter.Delivery.EventId).Should().Equal("changed", "whole");
        (await inbox.FindAsync("", null, "changed")).Should().NotBeNull();
        (await inbox.ReplayAsync(1)).Should().Be(ReplayOutcome.Replayed);

        (await inbox.ClaimAsync(10, Lease, default)).Leases.Should().ContainSingle().Which.Delivery.EventId.Should().Be("changed");
    }

    private static async Task SettleBothAsync(SqliteInbox inbox, Func<HandlerProgress, Settlement> settlement)
    {
        var leases = (await inbox.ClaimAsync(10, Lease, default)).Leases;
        leases.Select(lease => lease.Delivery.EventId).Should().BeEquivalentTo("changed", "whole");
        foreach (var lease in leases)
        {
            lease.Progress.Completed.Concat(lease.Progress.Rejected).Should().NotContainNulls();
            (await inbox.SettleAsync(lease, settlement(lease.Progress), default)).Should().BeTrue();
        }
    }
}
