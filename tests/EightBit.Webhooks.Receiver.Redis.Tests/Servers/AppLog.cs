using System.Diagnostics;
using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;

namespace EightBit.Webhooks.Receiver.Redis.Tests.Servers;

/// <summary>Waits for what an application logs.</summary>
internal static class AppLog
{
    public static async Task WhenLoggedAsync(this TestReceiver app, int eventId)
    {
        for (var waiting = Stopwatch.StartNew(); app.Log.Ours.All(line => line.EventId != eventId);)
        {
            waiting.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(60), "log event {0} is written", eventId);
            await Task.Delay(20);
        }
    }
}
