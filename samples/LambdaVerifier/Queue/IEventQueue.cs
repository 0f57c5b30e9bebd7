namespace LambdaVerifier.Queue;

/// <summary>Where events wait for whoever processes them: SQS, in a cloud. What it has taken survives everything but its own loss.</summary>
internal interface IEventQueue
{
    Task SendAsync(QueuedEvent queuedEvent, CancellationToken cancellationToken);
}
