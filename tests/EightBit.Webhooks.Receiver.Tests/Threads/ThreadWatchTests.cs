using EightBit.Webhooks.Receiver.Threads;

namespace EightBit.Webhooks.Receiver.Tests.Threads;

/// <summary>The looks are the test's own, so that nothing here depends on how fast the machine is.</summary>
public sealed class ThreadWatchTests : IDisposable
{
    private readonly RecordedLog<ThreadWatch> _log = new();
    private readonly ManualResetEventSlim _free = new();
    private readonly ThreadWatch _watch;
    private int _blocked;

    public ThreadWatchTests() => _watch = new ThreadWatch(places: 16, _log);

    public void Dispose()
    {
        _watch.Dispose();
        _free.Dispose();
    }

    [Theory]
    [InlineData("at once")]
    [InlineData("behind an await")]
    [InlineData("outside the context")]
    [InlineData("in a task of its own")]
    public async Task Look_CodeThatKeepsItsThread_IsNamedOnce(string where)
    {
        var running = RunAsync(where);
        var second = RunAsync(where);
        await WhenBlockedAsync(2);

        Look(times: ThreadWatch.LooksUntilNamed - 1);
        Named().Should().BeEmpty("a second is not over");
        Look(times: 2);

        Named().Should().ContainSingle().Which.Should().Contain("Handler X keeps its thread").And.Contain("00:00:01").And.Contain("evt-1");
        _free.Set();
        await Task.WhenAll(running, second);
        _watch.Look().Should().BeFalse("nothing runs any more");
    }

    [Fact]
    public async Task Look_CodeThatAwaitsNowAndThen_IsNeitherNamedNorGivenThreads()
    {
        for (var look = 0; look < 3 * ThreadWatch.LooksUntilNamed; look++)
        {
            var entered = new TaskCompletionSource();
            var leave = new TaskCompletionSource();
            var running = Code().RunApart(async () =>
            {
                await Task.Yield();
                entered.SetResult();
                await leave.Task;
                return 0;
            });
            await entered.Task;
            _watch.Look();
            leave.SetResult();
            await running;
        }

        _log.Entries.Should().BeEmpty();
    }

    [Fact]
    public async Task Look_ThreadKeptForALittle_LetsThePoolHaveAThreadMoreForEachPlace()
    {
        var running = RunAsync("at once");
        await WhenBlockedAsync(1);
        ThreadPool.GetMinThreads(out var before, out _);

        Look(times: ThreadWatch.LooksUntilHeld);

        ThreadPool.GetMinThreads(out var after, out _);
        after.Should().BeGreaterThanOrEqualTo(before + 16, "the pool is that of all tests, and others may raise it too");
        _log.Entries.Should().ContainSingle().Which.Message.Should().Contain("The minimum of the thread pool is raised").And.Contain("Handler X");
        _free.Set();
        await running;
    }

    [Fact]
    public async Task Look_CodeOfAnotherApplication_IsNotItsBusiness()
    {
        var running = RunAsync("at once");
        await WhenBlockedAsync(1);
        var other = new ThreadWatch(places: 16, _log);

        for (var look = 0; look < 2 * ThreadWatch.LooksUntilNamed; look++)
        {
            other.Look().Should().BeFalse();
        }

        _log.Entries.Should().BeEmpty();
        _free.Set();
        await running;
    }

    [Fact]
    public void All_ThreadsThatHaveEnded_AreDropped()
    {
        HeldThread? held = null;
        var thread = new Thread(() => held = HeldThread.Own);
        thread.Start();
        thread.Join();

        HeldThread.All().Should().NotContain(held!);
    }

    [Fact]
    public async Task StartAsync_CodeThatBlocks_IsFoundByTheWatchItself()
    {
        await _watch.StartAsync(CancellationToken.None);
        await Code().RunApart(() => new ValueTask<int>(0));
        var running = RunAsync("at once");

        while (!Named().Any())
        {
            await Task.Delay(1);
        }

        _free.Set();
        await running;
        await _watch.StopAsync(CancellationToken.None);
    }

    private ApplicationCode Code() => new(_watch, "Handler X", "evt-1");

    private Task<int> RunAsync(string where) => Code().RunApart(async () =>
    {
        switch (where)
        {
            case "behind an await":
                await Task.Yield();
                Block();
                break;

            case "outside the context":
                await Task.Delay(1).ConfigureAwait(false);
                Block();
                break;

            case "in a task of its own":
                await Task.Run(Block);
                break;

            default:
                Block();
                break;
        }

        return 0;
    });

    private IEnumerable<string> Named() => _log.Of(214).Select(entry => entry.Message);

    private void Look(int times)
    {
        for (var look = 0; look < times; look++)
        {
            _watch.Look();
        }
    }

    private void Block()
    {
        Interlocked.Increment(ref _blocked);
        _free.Wait();
    }

    private async Task WhenBlockedAsync(int threads)
    {
        while (Volatile.Read(ref _blocked) < threads)
        {
            await Task.Delay(1);
        }
    }
}
