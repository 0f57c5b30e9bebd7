using EightBit.Webhooks.Receiver.Events;

namespace EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Hosting;

/// <summary>What the handler of a test does with an event; it can be changed while the application runs.</summary>
internal sealed class HandlerScript
{
    public Func<WebhookEvent, CancellationToken, Task> Handle { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Every run fails with this error, until <see cref="Mend"/>.</summary>
    public void FailWith(Func<Exception> error) => Handle = (_, _) => Task.FromException(error());

    public void Mend() => Handle = (_, _) => Task.CompletedTask;
}
