using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.InMemory;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace EightBit.Webhooks.Receiver.Tests.InMemory;

/// <summary>Measures the memory of the process, so nothing may run beside it.</summary>
[Collection(nameof(InMemoryDeduplicationStoreMemoryTests))]
[CollectionDefinition(nameof(InMemoryDeduplicationStoreMemoryTests), DisableParallelization = true)]
public sealed class InMemoryDeduplicationStoreMemoryTests
{
    [Fact]
    public async Task ClaimAsync_ManyExpiredIds_KeepNoMemory()
    {
        var time = new FakeTimeProvider();
        var store = new InMemoryDeduplicationStore(
            Options.Create(new InMemoryInboxOptions()), time, NullLogger<InMemoryDeduplicationStore>.Instance);
        var before = 0L;
        for (var number = 0; number < 200_000; number++)
        {
            var key = new DeduplicationKey("", null, $"evt_{number}");
            var claim = await store.ClaimAsync(key, TimeSpan.FromSeconds(30), CancellationToken.None);
            await store.CompleteAsync(key, claim.Token, TimeSpan.FromSeconds(60), CancellationToken.None);
            time.Advance(TimeSpan.FromMilliseconds(100));
            if (number == 10_000)
            {
                before = GC.GetTotalMemory(forceFullCollection: true);
            }
        }

        // Kept, these 190,000 ids would take some 40 MB.
        (GC.GetTotalMemory(forceFullCollection: true) - before).Should().BeLessThan(4 * 1024 * 1024);
        GC.KeepAlive(store);
    }
}
