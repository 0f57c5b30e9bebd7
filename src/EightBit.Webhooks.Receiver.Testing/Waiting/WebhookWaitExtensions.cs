using EightBit.Webhooks.Receiver.Inbox;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.Testing.Waiting;

/// <summary>Waits for what happens to events in an application under test, so that no test has to sleep.</summary>
/// <remarks>
/// The waits end with the thing itself, whatever clock the application has; their limits are in real time, 30 seconds unless another is
/// given, and none under a debugger. They need no set-up, and work with every inbox. A second delivery of an id is the same event.
/// </remarks>
public static class WebhookWaitExtensions
{
    /// <summary>Waits until every handler is done with an event, however many attempts that takes.</summary>
    /// <remarks>An event that an <c>[EightBitWebhook]</c> endpoint has answered with 2xx counts as handled.</remarks>
    /// <param name="services">The application's services: <c>factory.Services</c>.</param>
    /// <param name="eventId">The <c>id</c> of the event.</param>
    /// <param name="timeout">How long to wait, in real time.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="WebhookWaitException">
    /// Its delivery was refused, it is a dead letter (one that is replayed is waited for again), or the time is over. The message says
    /// what has happened.
    /// </exception>
    public static Task WhenHandledAsync(
        this IServiceProvider services, string eventId, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
        => WaitFor(services, eventId).HandledAsync(timeout, cancellationToken);

    /// <summary>Waits until an event is a dead letter.</summary>
    /// <param name="services">The application's services: <c>factory.Services</c>.</param>
    /// <param name="eventId">The <c>id</c> of the event.</param>
    /// <param name="timeout">How long to wait, in real time.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The dead letter: to assert reason and history, and to replay it through <see cref="IWebhookInboxAdmin"/>.</returns>
    /// <exception cref="WebhookWaitException">Its delivery was refused, it was handled, or the time is over.</exception>
    public static Task<DeadLetter> WhenDeadAsync(
        this IServiceProvider services, string eventId, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
        => WaitFor(services, eventId).DeadAsync(timeout, cancellationToken);

    /// <summary>Waits until an attempt to process an event has ended, successfully or not.</summary>
    /// <param name="services">The application's services: <c>factory.Services</c>.</param>
    /// <param name="eventId">The <c>id</c> of the event.</param>
    /// <param name="times">Which attempt, counted from 1 over all replays.</param>
    /// <param name="timeout">How long to wait, in real time.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>That attempt. Its <see cref="WebhookAttempt.RetryIn"/> is how far to advance the application's clock for the next.</returns>
    /// <exception cref="WebhookWaitException">
    /// Its delivery was refused, it was handled or died in fewer attempts, or the time is over.
    /// </exception>
    public static Task<WebhookAttempt> WhenAttemptedAsync(
        this IServiceProvider services, string eventId, int times = 1, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        return WaitFor(services, eventId).AttemptedAsync(times, timeout, cancellationToken);
    }

    /// <summary>Waits until no event is pending: each was handled or is a dead letter. One that waits for its retry is pending.</summary>
    /// <param name="services">The application's services: <c>factory.Services</c>.</param>
    /// <param name="timeout">How long to wait, in real time.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>What is in the inbox then: the number of dead letters.</returns>
    /// <exception cref="WebhookWaitException">The time is over. The message names what waits for a retry.</exception>
    public static Task<InboxStatistics> WhenIdleAsync(
        this IServiceProvider services, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(services);
        var watch = SettlementWatch.Of(services);
        var inbox = services.GetRequiredService<IWebhookInboxAdmin>();
        return new Patience(watch, timeout).UntilAsync(
            async token => await inbox.GetStatisticsAsync(token) is { Pending: 0 } idle ? idle : null,
            async token => $"the inbox is not idle. {await InboxStory.TellAsync(inbox, watch, token)} What waits for its retry does so by the "
                + "application's clock; if that is a test's own, advance it.",
            cancellationToken);
    }

    private static EventWait WaitFor(IServiceProvider services, string eventId)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(eventId);
        return new EventWait(services, eventId);
    }
}
