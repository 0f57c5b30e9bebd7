using System.Diagnostics;
using EightBit.Webhooks.Receiver.HostileTests.Hosting;
using EightBit.Webhooks.Receiver.HostileTests.Sockets;
using Xunit.Abstractions;

namespace EightBit.Webhooks.Receiver.HostileTests.Load;

/// <summary>Ten thousand connections at a time, half of them idle, the others sending nonsense; three times over.</summary>
/// <remarks>
/// Each process needs 10,000 open files and some: the runtime raises its own limit as far as it may (<c>ulimit -Hn</c>).
/// </remarks>
[Trait("Category", "Slow")]
public sealed class TenThousandConnectionsTests
{
    private const int Connections = 10_000;
    private const int FilesForOtherThings = 1_000;
    private const int Rounds = 3;
    private const int Connecting = 200;

    /// <summary>
    /// Between the first round and the last: the heap holds the ids of some thousand more valid deliveries, 40 bytes each. The server's pool of
    /// buffers shrinks in its own time, so that this is waited for.
    /// </summary>
    private const long MaxHeapGrowthBytes = 8L << 20;

    private const long MaxResidentGrowthBytes = 48L << 20;

    /// <summary>It runs from a connection's beginning, and those that will speak begin when all are connected.</summary>
    private static readonly TimeSpan KeepAliveTimeout = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan RequestHeadersTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly ITestOutputHelper _output;

    public TenThousandConnectionsTests(ITestOutputHelper output) => _output = output;

    [Fact]
    public async Task Ten_thousand_connections_are_all_accounted_for_and_leave_no_memory_behind()
    {
        (await OpenFileLimitAsync()).Should().BeGreaterThanOrEqualTo(
            Connections + FilesForOtherThings, "each connection is an open file; raise the hard limit that 'ulimit -Hn' shows");
        var receiver = new ReceiverUnderAttack(
            [
                $"--Target:Server:Limits:KeepAliveTimeout={KeepAliveTimeout}", $"--Target:Server:Limits:RequestHeadersTimeout={RequestHeadersTimeout}",
                "--EightBit:Webhooks:InMemory:MaxLogEntries=1000", // full after the first round; otherwise it would grow through all of them
            ]);
        await receiver.InitializeAsync();
        try
        {
            var figures = new List<TargetFigures> { await receiver.Target.FiguresAsync(collect: true) };
            for (var round = 0; round < Rounds; round++)
            {
                await receiver.WithstandAsync(_output, () => SiegeAsync(receiver));
                figures.Add(await receiver.Target.WhenAsync(
                    now => now.OpenFiles <= figures[0].OpenFiles + 200 && (round == 0 || now.HeapBytes < figures[1].HeapBytes + MaxHeapGrowthBytes),
                    Patience,
                    collect: true));
            }

            _output.WriteLine("before: " + string.Join("\nafter a round: ", figures));
            var growth = (Heap: figures[^1].HeapBytes - figures[1].HeapBytes, Resident: figures[^1].ResidentBytes - figures[1].ResidentBytes);
            figures[^1].OpenFiles.Should().BeLessThanOrEqualTo(figures[0].OpenFiles + 200);
            growth.Heap.Should().BeLessThan(MaxHeapGrowthBytes);
            growth.Resident.Should().BeLessThan(MaxResidentGrowthBytes);
        }
        finally
        {
            await receiver.DisposeAsync();
        }
    }

    private static async Task<long> OpenFileLimitAsync()
    {
        var line = (await File.ReadAllLinesAsync("/proc/self/limits")).Single(text => text.StartsWith("Max open files", StringComparison.Ordinal));
        var soft = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3];
        return long.TryParse(soft, out var limit) ? limit : long.MaxValue;
    }

    /// <summary>All connect; then half of them speak; then all wait until the server has closed.</summary>
    private async Task SiegeAsync(ReceiverUnderAttack receiver)
    {
        var time = Stopwatch.StartNew();
        var clients = new RawClient[Connections];
        await Parallel.ForAsync(0, Connections, new ParallelOptions { MaxDegreeOfParallelism = Connecting }, async (i, _) =>
            clients[i] = await RawClient.ConnectAsync(receiver));
        _output.WriteLine($"all connected after {time.Elapsed.TotalSeconds:0.0} s; " + await receiver.Target.FiguresAsync());

        var ends = await Task.WhenAll(clients.Select((client, i) => i % 2 == 0 ? EndOfAsync(client, "", "") : SpeakAsync(client, Nonsense.Of(i / 2))));
        _output.WriteLine($"all closed after {time.Elapsed.TotalSeconds:0.0} s");

        ends.Should().HaveCount(Connections).And.OnlyContain(end => end.Answers == end.Expected);
    }

    private static Task<(string Answers, string Expected)> SpeakAsync(RawClient client, (string Text, string Expected) nonsense)
        => EndOfAsync(client, nonsense.Text, nonsense.Expected);

    private static async Task<(string Answers, string Expected)> EndOfAsync(RawClient client, string text, string expected)
    {
        using (client)
        {
            await client.SendAsync(text);
            return (string.Join(", ", await client.ReadToEndAsync(Patience)), expected);
        }
    }
}
