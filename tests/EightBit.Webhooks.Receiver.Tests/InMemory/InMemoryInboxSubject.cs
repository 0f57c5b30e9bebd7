using EightBit.Webhooks.Receiver.InMemory;
using EightBit.Webhooks.Receiver.Testing.Compliance;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Tests.InMemory;

/// <summary>The in-memory inbox in the hands of the compliance suite.</summary>
internal sealed class InMemoryInboxSubject : InboxSubject
{
    public const InboxCapabilities Able = InboxCapabilities.Capacity | InboxCapabilities.Inspection | InboxCapabilities.ClockSteps;

    private readonly SteppedTime _time = new(DateTimeOffset.Parse("2026-03-01T12:00:00Z"));
    private readonly InMemoryInbox _inbox;

    private InMemoryInboxSubject(InboxSubjectOptions options)
    {
        var bounds = new InMemoryInboxOptions();
        bounds.MaxPendingEvents = options.MaxPendingEvents ?? bounds.MaxPendingEvents;
        var wrapped = Options.Create(bounds);
        var store = new InMemoryDeduplicationStore(wrapped, _time, NullLogger<InMemoryDeduplicationStore>.Instance);
        _inbox = new InMemoryInbox(store, wrapped, _time, NullLogger<InMemoryInbox>.Instance);
        Node = new InboxNode(_inbox, _inbox);
    }

    public override InboxCapabilities Capabilities => Able;

    public override InboxNode Node { get; }

    public override TimeProvider Time => _time;

    public override TimeSpan TimeUnit => TimeSpan.FromSeconds(1);

    public static ValueTask<InboxSubject> CreateAsync(InboxSubjectOptions options) => new(new InMemoryInboxSubject(options));

    public override Task AdvanceAsync(TimeSpan by)
    {
        _time.Advance(by);
        return Task.CompletedTask;
    }

    public override Task SetClockAsync(TimeSpan by)
    {
        _time.Set(by);
        return Task.CompletedTask;
    }

    public override ValueTask<string?> DescribeResidueAsync() => new(Residue.Describe(_inbox));

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
