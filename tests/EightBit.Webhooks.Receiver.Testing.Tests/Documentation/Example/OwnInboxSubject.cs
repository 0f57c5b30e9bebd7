using EightBit.Webhooks.Receiver.Testing.Compliance;
using Microsoft.Extensions.Time.Testing;

namespace EightBit.Webhooks.Receiver.Testing.Tests.Documentation.Example;

internal sealed class OwnInboxSubject : InboxSubject
{
    public const InboxCapabilities Able =
        InboxCapabilities.Capacity | InboxCapabilities.CrashAndReopen | InboxCapabilities.SecondNode | InboxCapabilities.Inspection;

    private readonly FakeTimeProvider _time = new();
    private readonly OwnDatabase _database;
    private InboxNode _node;

    private OwnInboxSubject(InboxSubjectOptions options)
    {
        _database = new OwnDatabase(_time, options.MaxPendingEvents ?? 10_000);
        _node = Open();
    }

    public override InboxCapabilities Capabilities => Able;

    public override InboxNode Node => _node;

    public override TimeProvider Time => _time;

    public override TimeSpan TimeUnit => TimeSpan.FromSeconds(1);

    public static ValueTask<InboxSubject> CreateAsync(InboxSubjectOptions options) => new(new OwnInboxSubject(options));

    public override Task AdvanceAsync(TimeSpan by)
    {
        _time.Advance(by);
        return Task.CompletedTask;
    }

    public override Task CrashAndReopenAsync()
    {
        _node = Open(); // the one before is left as it is: a process that has died disposes nothing
        return Task.CompletedTask;
    }

    public override Task<InboxNode> OpenSecondNodeAsync() => Task.FromResult(Open());

    public override ValueTask<string?> DescribeResidueAsync()
        => new(_database.Rows is var rows and > 0 ? $"{rows} rows" : null);

    public override ValueTask DisposeAsync() => _database.DisposeAsync();

    private InboxNode Open()
    {
        var inbox = new OwnInbox(_database);
        return new InboxNode(inbox, inbox);
    }
}
