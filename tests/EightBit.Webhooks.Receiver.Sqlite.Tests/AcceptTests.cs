using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Sqlite.Tests;

public sealed class AcceptTests : IDisposable
{
    private readonly TemporaryInbox _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task A_full_inbox_still_recognises_duplicates()
    {
        await using var inbox = _temporary.Open(options => options.MaxPendingEvents = 1);
        await inbox.AcceptAsync(_temporary.Delivery("evt-1"), default);

        (await inbox.AcceptAsync(_temporary.Delivery("evt-1"), default)).Should().Be(AcceptOutcome.Duplicate);
        (await inbox.AcceptAsync(_temporary.Delivery("evt-2"), default)).Should().Be(AcceptOutcome.Full);
    }
}
