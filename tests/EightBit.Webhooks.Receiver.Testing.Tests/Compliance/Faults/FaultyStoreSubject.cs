using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.Testing.Compliance;
using Microsoft.Extensions.Time.Testing;

namespace EightBit.Webhooks.Receiver.Testing.Tests.Compliance.Faults;

internal sealed class FaultyStoreSubject : DeduplicationStoreSubject
{
    private readonly FakeTimeProvider _time = new();

    private FaultyStoreSubject(StoreFault fault) => Store = new FaultyStore(fault, _time);

    public override IDeduplicationStore Store { get; }

    public override TimeProvider Time => _time;

    public override TimeSpan TimeUnit => TimeSpan.FromSeconds(1);

    public static ValueTask<DeduplicationStoreSubject> CreateAsync(StoreFault fault) => new(new FaultyStoreSubject(fault));

    public override Task AdvanceAsync(TimeSpan by)
    {
        _time.Advance(by);
        return Task.CompletedTask;
    }

    public override Task<IDeduplicationStore> OpenSecondNodeAsync() => Task.FromResult(Store);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
