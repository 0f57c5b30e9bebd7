using EightBit.Webhooks.Receiver.Redis.Tests.Servers;
using Xunit.Abstractions;

namespace EightBit.Webhooks.Receiver.CrashTests.Threads;

/// <summary>
/// Every answer comes within the acknowledgement timeout, whatever handlers do with their threads. In a process of its own, with the threads
/// that a process has at its start: in this one, the threads are those of all tests.
/// </summary>
[Trait("Category", "Slow")]
public sealed class BlockingHandlerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eightbit-threads-").FullName;
    private readonly ITestOutputHelper _output;

    public BlockingHandlerTests(ITestOutputHelper output) => _output = output;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("memory", 1, "blocks")]
    [InlineData("memory", 16, "blocks")]
    [InlineData("memory", 16, "waits")]
    [InlineData("memory", 16, "blocks after an await")]
    [InlineData("memory", 16, "blocks outside the context")]
    [InlineData("memory", 16, "waits for a task")]
    [InlineData("memory", 16, "blocks many threads")]
    [InlineData("memory", 256, "blocks")]
    [InlineData("memory", 256, "waits")]
    [InlineData("memory", 256, "blocks outside the context")]
    [InlineData("sqlite", 1, "blocks")]
    [InlineData("sqlite", 16, "blocks")]
    [InlineData("sqlite", 16, "waits")]
    [InlineData("sqlite", 256, "blocks after an await")]
    [InlineData("redis", 1, "blocks")]
    [InlineData("redis", 16, "blocks")]
    [InlineData("redis", 16, "waits")]
    [InlineData("redis", 256, "blocks after an await")]
    public async Task Whether_handlers_wait_or_block_every_answer_comes_in_time(string inbox, int places, string handler)
    {
        await using var redis = inbox == "redis" ? await RedisServer.StartAsync() : null;
        await using var target = new Target(_folder)
            .Set("Target:Inbox", inbox)
            .Set("EightBit:Webhooks:Redis:Configuration", redis?.Address ?? "")
            .Set("EightBit:Webhooks:Processing:MaxConcurrency", $"{places}")
            .Set("Logging:LogLevel:EightBit.Webhooks.Receiver.Threads", "Information");
        await target.StartAsync();

        var answers = new TimedDeliveries(target.Http);
        for (var number = 0; number < Math.Max(120, places + 40); number++)
        {
            await answers.SendAsync($"evt-{number}", handler);
        }

        await answers.WhenAllAnsweredAsync();
        Report.Write(_output, $"{inbox}, {places} places, handler {handler}: {answers}");
        answers.Slowest.Should().BeLessThan(TimeSpan.FromSeconds(4), "that is the acknowledgement timeout. The output:\n" + target.Output);
        answers.Statuses.Should().OnlyContain(status => status == 200);
        if (handler == "waits")
        {
            // Where other processes take the processors, a thread may be found at the same place for 200 ms, and the pool be raised for it.
            target.Output.Should().NotContain("keeps its thread");
        }
        else
        {
            await target.WhenPrintedAsync("CrashTarget.EffectHandler keeps its thread");
        }
    }
}
