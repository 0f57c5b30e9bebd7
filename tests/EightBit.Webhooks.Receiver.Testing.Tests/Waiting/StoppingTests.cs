using EightBit.Webhooks.Receiver.Testing.Samples;

namespace EightBit.Webhooks.Receiver.Testing.Tests.Waiting;

/// <summary>The end of a test must not depend on a clock that nobody advances any more.</summary>
public sealed class StoppingTests
{
    [Fact]
    public async Task An_application_with_a_stuck_handler_stops_although_its_clock_stands_still()
    {
        var running = new TaskCompletionSource();
        var app = await AppUnderTest.StartAsync(_ =>
        {
            running.SetResult();
            return new TaskCompletionSource().Task;
        });
        await app.Sender.SendAsync(SampleEvents.MessageSent);
        await running.Task;

        await app.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
    }
}
