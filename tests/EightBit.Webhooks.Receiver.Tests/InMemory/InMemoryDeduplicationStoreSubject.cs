using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.InMemory;
using EightBit.Webhooks.Receiver.Testing.Compliance;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace EightBit.Webhooks.Receiver.Tests.InMemory;

/// <summary>The in-memory deduplication store in the hands of the compliance suite.</summary>
internal sealed class InMemoryDeduplicationStoreSubject : DeduplicationStoreSubject
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-03-01T12:00:00Z"));

    private InMemoryDeduplicationStoreSubject()
        => Store = new InMemoryDeduplicationStore(
            Options.Create(new InMemoryInboxOptions()), _time, NullLogger<InMemoryDeduplicationStore>.Instance);

    public override IDeduplicationStore Store { get; }

    public override TimeProvider Time => _time;

    public override TimeSpan TimeUnit => TimeSpan.FromSeconds(1);

    public static ValueTask<DeduplicationStoreSubject> CreateAsync() => new(new InMemoryDeduplicationStoreSubject());

    public override Task AdvanceAsync(TimeSpan by)
    {
        _time.Advance(by);
        return Task.CompletedTask;
    }

    public override Task<IDeduplicationStore> OpenSecondNodeAsync() => Task.FromResult(Store);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
