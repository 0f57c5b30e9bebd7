using BenchmarkDotNet.Attributes;
using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.InMemory;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Micro;

/// <summary>The store of ids with ever more of them in it.</summary>
[MemoryDiagnoser]
public class DeduplicationBenchmarks
{
    private static readonly TimeSpan Retention = TimeSpan.FromDays(3);

    private InMemoryDeduplicationStore _store = null!;
    private int _number;
    private DeduplicationKey[] _known = [];

    [Params(0, 1_000_000, 10_000_000)]
    public int Remembered { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _store = new InMemoryDeduplicationStore(
            Options.Create(new InMemoryInboxOptions { MaxRememberedIds = 20_000_000 }), TimeProvider.System, NullLogger<InMemoryDeduplicationStore>.Instance);
        for (_number = 0; _number < Remembered; _number++)
        {
            _store.TakeForGood(Key(_number), Retention);
        }

        _known = [.. Enumerable.Range(0, 1024).Select(index => Key((int)((long)index * Remembered / 1024)))];
        _store.TakeForGood(_known[0], Retention);
    }

    [Benchmark]
    public DeduplicationStatus TakeNew() => _store.TakeForGood(Key(_number++), Retention);

    [Benchmark]
    public DeduplicationStatus FindKnown() => _store.TakeForGood(_known[_number++ & 1023], Retention);

    private static DeduplicationKey Key(int number) => new("", null, $"evt_{number}");
}
