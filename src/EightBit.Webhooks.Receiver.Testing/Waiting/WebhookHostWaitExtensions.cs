using EightBit.Webhooks.Receiver.Inbox;
using Microsoft.Extensions.Hosting;

namespace EightBit.Webhooks.Receiver.Testing.Waiting;

/// <summary>The same waits for a host: a <c>WebApplication</c>, an <see cref="IHost"/>.</summary>
/// <inheritdoc cref="WebhookWaitExtensions" path="/remarks"/>
public static class WebhookHostWaitExtensions
{
    /// <inheritdoc cref="WebhookWaitExtensions.WhenHandledAsync(IServiceProvider, string, TimeSpan?, CancellationToken)"/>
    /// <param name="host">The application.</param>
    /// <param name="eventId">The <c>id</c> of the event.</param>
    /// <param name="timeout">How long to wait, in real time.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public static Task WhenHandledAsync(
        this IHost host, string eventId, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
        => ServicesOf(host).WhenHandledAsync(eventId, timeout, cancellationToken);

    /// <inheritdoc cref="WebhookWaitExtensions.WhenDeadAsync(IServiceProvider, string, TimeSpan?, CancellationToken)"/>
    /// <param name="host">The application.</param>
    /// <param name="eventId">The <c>id</c> of the event.</param>
    /// <param name="timeout">How long to wait, in real time.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public static Task<DeadLetter> WhenDeadAsync(
        this IHost host, string eventId, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
        => ServicesOf(host).WhenDeadAsync(eventId, timeout, cancellationToken);

    /// <inheritdoc cref="WebhookWaitExtensions.WhenAttemptedAsync(IServiceProvider, string, int, TimeSpan?, CancellationToken)"/>
    /// <param name="host">The application.</param>
    /// <param name="eventId">The <c>id</c> of the event.</param>
    /// <param name="times">Which attempt, counted from 1 over all replays.</param>
    /// <param name="timeout">How long to wait, in real time.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public static Task<WebhookAttempt> WhenAttemptedAsync(
        this IHost host, string eventId, int times = 1, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
        => ServicesOf(host).WhenAttemptedAsync(eventId, times, timeout, cancellationToken);

    /// <inheritdoc cref="WebhookWaitExtensions.WhenIdleAsync(IServiceProvider, TimeSpan?, CancellationToken)"/>
    /// <param name="host">The application.</param>
    /// <param name="timeout">How long to wait, in real time.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public static Task<InboxStatistics> WhenIdleAsync(
        this IHost host, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
        => ServicesOf(host).WhenIdleAsync(timeout, cancellationToken);

    private static IServiceProvider ServicesOf(IHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        return host.Services;
    }
}
