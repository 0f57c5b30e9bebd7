using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;

namespace EightBit.Webhooks.Receiver.Testing.Tests.Waiting;

/// <summary>Handlers that fail.</summary>
internal static class Fails
{
    /// <summary>The first runs fail, the ones after them succeed.</summary>
    public static Func<WebhookEvent, Task> Times(int times)
    {
        var left = times;
        return _ => Interlocked.Decrement(ref left) >= 0 ? throw new InvalidOperationException("The shop is closed.") : Task.CompletedTask;
    }

    /// <summary>The first runs fail for good.</summary>
    public static Func<WebhookEvent, Task> ForGoodTimes(int times)
    {
        var left = times;
        return _ => Interlocked.Decrement(ref left) >= 0 ? throw new WebhookRejectedException("No such order.") : Task.CompletedTask;
    }
}
