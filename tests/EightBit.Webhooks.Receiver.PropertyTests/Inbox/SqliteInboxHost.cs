using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Sqlite;
using EightBit.Webhooks.Receiver.Sqlite.Tests;

namespace EightBit.Webhooks.Receiver.PropertyTests.Inbox;

internal sealed class SqliteInboxHost : InboxHost
{
    private readonly TemporaryInbox _files;
    private SqliteInbox _inbox;

    public SqliteInboxHost()
    {
        _files = new TemporaryInbox(Time);
        _inbox = Open();
    }

    public override IWebhookInbox Inbox => _inbox;

    public override IWebhookInboxAdmin Admin => _inbox;

    public override async ValueTask<bool> RestartAsync()
    {
        await _inbox.DisposeAsync();
        _inbox = Open();
        return true;
    }

    public override async ValueTask<bool> CleanAsync()
    {
        await _inbox.ForgetExpiredAsync(CancellationToken.None);
        return true;
    }

    public override async ValueTask DisposeAsync()
    {
        await _inbox.DisposeAsync();
        _files.Dispose();
    }

    private SqliteInbox Open() => _files.Open(options =>
    {
        options.MaxPendingEvents = InboxBounds.MaxPendingEvents;
        options.MaxPendingBytes = InboxBounds.MaxPendingBytes;
        options.DeadLetterRetention = TimeSpan.FromSeconds(InboxBounds.DeadLetterRetentionSeconds);
        options.Synchronous = SqliteSynchronous.Normal; // nobody pulls the plug here, and the disk is spared
    });
}
