using EightBit.Webhooks.Receiver.Dashboard.Asking;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EightBit.Webhooks.Receiver.Dashboard.Tests.Asking;

public sealed class BoundedCallsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly BoundedCalls _calls;

    public BoundedCallsTests() => _calls = new BoundedCalls(_time, NullLogger<BoundedCalls>.Instance);

    [Fact]
    public async Task AskAsync_Answer_IsHandedOn()
        => (await _calls.AskAsync(BoundedCalls.Inbox, _ => ValueTask.FromResult(7))).Should().Be(new Reading<int>(7, null));

    [Fact]
    public async Task AskAsync_NotSupported_IsWhatTheInboxSays()
        => (await _calls.AskAsync<int>(BoundedCalls.Inbox, _ => throw new NotSupportedException("OwnInbox cannot tell."))).Problem.Should().Be("OwnInbox cannot tell.");

    [Fact]
    public async Task AskAsync_Failure_IsASentenceOfBoundedLength()
    {
        var problem = (await _calls.AskAsync<int>(BoundedCalls.Inbox, _ => ValueTask.FromException<int>(new IOException(new string('x', 9999))))).Problem!;

        problem.Should().StartWith("The inbox could not be asked: IOException: xxx").And.EndWith("…");
        problem.Length.Should().BeLessThan(400);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AskAsync_NoAnswer_IsGivenUpAfterFiveSeconds(bool heedsItsToken)
    {
        var asked = _calls.AskAsync(BoundedCalls.Inbox, async token =>
        {
            await Task.Delay(Timeout.Infinite, heedsItsToken ? token : CancellationToken.None);
            return 7;
        });
        asked.IsCompleted.Should().BeFalse();

        _time.Advance(BoundedCalls.Patience);

        (await asked).Problem.Should().Be("The inbox has not answered within 5 seconds.");
    }

    [Fact]
    public async Task AskAsync_StoreThatNeverEndsAnything_IsNotAskedWithoutEnd()
    {
        var hanging = new TaskCompletionSource<int>();
        var begun = 0;
        for (var question = 0; question < 100; question++)
        {
            var asked = _calls.AskAsync(BoundedCalls.Inbox, _ =>
            {
                begun++;
                return new ValueTask<int>(hanging.Task);
            });
            _time.Advance(BoundedCalls.Patience);
            (await asked).Problem.Should().NotBeNull();
        }

        begun.Should().Be(32);
        hanging.SetResult(1);
        var answered = _calls.AskAsync(BoundedCalls.Inbox, _ => ValueTask.FromResult(7));
        (await answered).Value.Should().Be(7);
    }
}
