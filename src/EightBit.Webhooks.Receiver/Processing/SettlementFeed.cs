using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Processing;

/// <summary>
/// Tells of each attempt of this process how it ended, as soon as the inbox has it. Get it from the service provider: for tests that wait
/// for an event, for a page that shows what happens now. Nothing is kept: who subscribes late has missed what was before.
/// </summary>
public sealed class SettlementFeed
{
    private readonly ILogger<SettlementFeed> _logger;
    private ImmutableList<Action<SettledAttempt>> _subscribers = [];

    internal SettlementFeed(ILogger<SettlementFeed> logger) => _logger = logger;

    /// <summary>Calls back after each attempt, from many threads at once.</summary>
    /// <param name="subscriber">Must return at once: while it runs, the event keeps one of the places of <c>MaxConcurrency</c>.</param>
    /// <returns>Ends the subscription when disposed.</returns>
    public IDisposable Subscribe(Action<SettledAttempt> subscriber)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        ImmutableInterlocked.Update(ref _subscribers, subscribers => subscribers.Add(subscriber));
        return new Subscription(() => ImmutableInterlocked.Update(ref _subscribers, subscribers => subscribers.Remove(subscriber)));
    }

    internal void Publish(SettledAttempt attempt)
    {
        foreach (var subscriber in Volatile.Read(ref _subscribers))
        {
            try
            {
                subscriber(attempt);
            }
            catch (Exception exception)
            {
                // The event is settled; what somebody does with the news must not touch it.
                _logger.SettlementSubscriberFailed(exception, attempt.Lease.Delivery.EventId);
            }
        }
    }

    private sealed class Subscription : IDisposable
    {
        private readonly Action _end;

        public Subscription(Action end) => _end = end;

        public void Dispose() => _end();
    }
}
