using EightBit.Webhooks.Receiver.Dashboard.Asking;
using Microsoft.Extensions.Time.Testing;

namespace EightBit.Webhooks.Receiver.Dashboard.Tests.Asking;

public sealed class SharedReadingTests
{
    private readonly FakeTimeProvider _time = new();
    private int _reads;

    [Fact]
    public async Task GetAsync_WithinHalfASecond_ReadsOnce()
    {
        var shared = new SharedReading<int>(_time, () => Task.FromResult(++_reads));

        (await shared.GetAsync()).Should().Be(1);
        _time.Advance(TimeSpan.FromMilliseconds(499));
        (await shared.GetAsync()).Should().Be(1);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        (await shared.GetAsync()).Should().Be(2);
    }

    [Fact]
    public async Task GetAsync_WhileItIsBeingRead_WaitsForThatReading()
    {
        var answer = new TaskCompletionSource<int>();
        var shared = new SharedReading<int>(_time, () =>
        {
            _reads++;
            return answer.Task;
        });
        var (first, second) = (shared.GetAsync(), shared.GetAsync());
        _time.Advance(TimeSpan.FromMinutes(1));
        var third = shared.GetAsync();

        answer.SetResult(7);

        (await Task.WhenAll(first, second, third)).Should().Equal(7, 7, 7);
        _reads.Should().Be(1);
    }

    [Fact]
    public async Task GetAsync_ReadingThatTakesLong_IsRepeatedLessOften()
    {
        var shared = new SharedReading<int>(_time, () =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(++_reads);
        });

        await shared.GetAsync();
        _time.Advance(TimeSpan.FromSeconds(9));
        (await shared.GetAsync()).Should().Be(1);
        _time.Advance(TimeSpan.FromSeconds(1));
        (await shared.GetAsync()).Should().Be(2);
    }

    [Fact]
    public async Task GetAsync_AfterAFailure_ReadsAgain()
    {
        var shared = new SharedReading<int>(_time, () => ++_reads == 1 ? Task.FromException<int>(new IOException()) : Task.FromResult(_reads));

        await shared.Invoking(reading => reading.GetAsync()).Should().ThrowAsync<IOException>();
        _time.Advance(TimeSpan.FromMilliseconds(500));

        (await shared.GetAsync()).Should().Be(2);
    }
}
