using System.Globalization;
using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.InMemory;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Micro.Pauses;

/// <summary>Whether any single operation of the store of ids stands still: while it fills, while it is asked, and while all that it holds expires.</summary>
internal static class PauseComparison
{
    private static readonly TimeSpan Retention = TimeSpan.FromDays(3);

    public static int Run(string[] args)
    {
        var ids = Array.IndexOf(args, "--ids") is var at and >= 0 ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : 10_000_000;
        var time = new SettableTime();
        var operations = new OperationTimes(ids);
        Compile(time, operations);

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var store = NewStore(ids, time);
        var report = new PauseReport();
        report.Add("none: a hash of the same length alone", operations.Measure(number => Sha(Key("known", number))));
        report.Add("take new ids, into an empty store", operations.Measure(number => Take(store, "known", number, DeduplicationStatus.Claimed)));
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        report.Add("find ids that are there", operations.Measure(number => Take(store, "known", number, DeduplicationStatus.Completed)));
        time.Now += Retention + TimeSpan.FromSeconds(1);
        report.Add("take new ids, when all others have expired", operations.Measure(number => Take(store, "new", number, DeduplicationStatus.Claimed)));
        var bytesAfter = GC.GetTotalMemory(forceFullCollection: true) - before;

        report.Print(ids);
        Console.WriteLine($"\n{(double)bytes / ids:0.0} bytes for each of {ids} ids; {(double)bytesAfter / ids:0.0} once they have expired and as many others have come.");
        GC.KeepAlive(store);
        return 0;
    }

    // What the runtime compiles in the middle of a measurement is no pause of the store's.
    private static void Compile(SettableTime time, OperationTimes operations)
    {
        for (var round = 0; round < 3; round++)
        {
            var store = NewStore(100_000, time);
            operations.Measure(number => Sha(Key("known", number)), 100_000);
            operations.Measure(number => Take(store, "known", number, DeduplicationStatus.Claimed), 100_000);
            operations.Measure(number => Take(store, "known", number, DeduplicationStatus.Completed), 100_000);
            time.Now += Retention + TimeSpan.FromSeconds(1);
            operations.Measure(number => Take(store, "new", number, DeduplicationStatus.Claimed), 100_000);
            Thread.Sleep(500);
        }
    }

    private static InMemoryDeduplicationStore NewStore(int ids, TimeProvider time)
        => new(Options.Create(new InMemoryInboxOptions { MaxRememberedIds = 2 * ids }), time, NullLogger<InMemoryDeduplicationStore>.Instance);

    private static void Take(InMemoryDeduplicationStore store, string kind, int number, DeduplicationStatus expected)
    {
        if (store.TakeForGood(Key(kind, number), Retention) is var status && status != expected)
        {
            throw new InvalidOperationException($"The store answered {status}.");
        }
    }

    private static void Sha(in DeduplicationKey key)
    {
        Span<byte> hash = stackalloc byte[32];
        System.Security.Cryptography.SHA256.HashData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(key.EventId.AsSpan()), hash);
    }

    private static DeduplicationKey Key(string kind, int number) => new("", null, $"evt_{kind}_{number}");
}
