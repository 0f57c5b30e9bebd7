using BenchmarkDotNet.Attributes;
using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.InMemory;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Micro;

/// <summary>The store of ids with ever more of them in it.</summary>
/// <remarks>The ids an iteration adds are forgotten after it: otherwise the empty store would soon hold millions.</remarks>
[MemoryDiagnoser]
[InvocationCount(IdsPerIteration)]
public class DeduplicationBenchmarks
{
    private const int IdsPerIteration = 1 << 17;

    private static readonly TimeSpan Retention = TimeSpan.FromDays(3);

    private readonly DeduplicationKey[] _new = [.. Enumerable.Range(0, IdsPerIteration).Select(number => Key("new", number))];
    private DeduplicationKey[] _known = [];
    private InMemoryDeduplicationStore _store = null!;
    private int _next;

    [Params(0, 1_000_000, 10_000_000)]
    public int Remembered { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _store = new InMemoryDeduplicationStore(
            Options.Create(new InMemoryInboxOptions { MaxRememberedIds = 20_000_000 }),
            TimeProvider.System,
            NullLogger<InMemoryDeduplicationStore>.Instance);

        // To find something in the empty store, one id has to be there.
        var remembered = Math.Max(1, Remembered);
        for (var number = 0; number < remembered; number++)
        {
            _store.TakeForGood(Key("known", number), Retention);
        }

        // From all over the table, so that what is found is not in the processor's cache because it was just found before.
        _known = [.. Enumerable.Range(0, IdsPerIteration).Select(index => Key("known", (int)((long)index * remembered / IdsPerIteration)))];
    }

    [IterationSetup]
    public void Begin() => _next = 0;

    [IterationCleanup]
    public void Forget()
    {
        foreach (var key in _new)
        {
            _store.Forget(key);
        }
    }

    [Benchmark]
    public void TakeNew() => Expect(DeduplicationStatus.Claimed, _store.TakeForGood(_new[_next++], Retention));

    [Benchmark]
    public void FindKnown() => Expect(DeduplicationStatus.Completed, _store.TakeForGood(_known[_next++], Retention));

    private static void Expect(DeduplicationStatus expected, DeduplicationStatus status)
    {
        if (status != expected)
        {
            throw new InvalidOperationException($"The store answered {status}.");
        }
    }

    private static DeduplicationKey Key(string kind, int number) => new("", null, $"evt_{kind}_{number}");
}
