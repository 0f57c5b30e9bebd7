using Xunit.Abstractions;

namespace EightBit.Webhooks.Receiver.CrashTests.Threads;

/// <summary>The code of an application that is no handler, and keeps its thread.</summary>
[Trait("Category", "Slow")]
public sealed class BlockingPartsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eightbit-threads-").FullName;
    private readonly ITestOutputHelper _output;

    public BlockingPartsTests(ITestOutputHelper output) => _output = output;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <param name="part">The beginning of the ids for which it blocks.</param>
    /// <param name="status">What its own deliveries are answered; 0 where that is not known in time.</param>
    /// <param name="name">What the log calls it.</param>
    [Theory]
    [InlineData("secrets", 503, "The secret source CrashTarget.BlockingParts keeps its thread")]
    [InlineData("store", 503, "or its deduplication store, keeps its thread")]
    [InlineData("log", 0, "What logs a delivery (loggers, the delivery log) keeps its thread")]
    [InlineData("converter", 200, "What runs around handlers (converters,")]
    public async Task While_other_parts_block_every_other_answer_comes_in_time(string part, int status, string name)
    {
        await using var target = new Target(_folder).Set("Target:Inbox", "memory").Set("Target:PartsBlock", "true");
        await target.StartAsync();

        var blocked = new TimedDeliveries(target.Http);
        var others = new TimedDeliveries(target.Http);
        for (var number = 0; number < 40; number++)
        {
            await blocked.SendAsync($"{part}-{number}", "", part == "converter" ? "converter.blocks" : "message.received");
            await others.SendAsync($"evt-{number}", "");
        }

        await others.WhenAllAnsweredAsync();
        Report.Write(_output, $"while {part} blocks, of others: {others}");
        others.Slowest.Should().BeLessThan(TimeSpan.FromSeconds(4), "that is the acknowledgement timeout. The output:\n" + target.Output);
        others.Statuses.Should().OnlyContain(answered => answered == 200);

        await blocked.WhenAllAnsweredAsync();
        if (status != 0)
        {
            blocked.Statuses.Should().OnlyContain(answered => answered == status);
            blocked.Slowest.Should().BeLessThan(TimeSpan.FromSeconds(7), "it is given up after 4 s, and the call takes 8 s");
        }

        await target.WhenPrintedAsync(name);
    }
}
