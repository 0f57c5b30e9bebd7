using LambdaVerifier.Queue;

namespace LambdaVerifier.Demo;

/// <summary>The queue, with a switch for an outage.</summary>
internal sealed class FlakyQueue : IEventQueue
{
    private readonly IEventQueue _queue;

    public FlakyQueue(IEventQueue queue) => _queue = queue;

    public bool IsDown { get; set; }

    public Task SendAsync(QueuedEvent queuedEvent, CancellationToken cancellationToken)
        => IsDown ? throw new IOException("The queue is down.") : _queue.SendAsync(queuedEvent, cancellationToken);
}
