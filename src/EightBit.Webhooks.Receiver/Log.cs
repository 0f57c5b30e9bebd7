using EightBit.Webhooks.Receiver.Inbox;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver;

/// <summary>All log messages. Event ids are stable: 1xx deliveries, 2xx processing, 3xx the inbox. No secret, signature or body.</summary>
internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Information, "Delivery of event {EventId} ({EventType}) to receiver '{Receiver}': accepted in {ElapsedMs:0.0} ms")]
    public static partial void DeliveryAccepted(this ILogger logger, string eventId, string eventType, string receiver, double elapsedMs);

    [LoggerMessage(101, LogLevel.Information, "Delivery of event {EventId} ({EventType}) to receiver '{Receiver}': duplicate, answered 200 in {ElapsedMs:0.0} ms")]
    public static partial void DeliveryDuplicate(this ILogger logger, string eventId, string eventType, string receiver, double elapsedMs);

    [LoggerMessage(102, LogLevel.Warning, "Delivery to receiver '{Receiver}' refused: {Code}, after {ElapsedMs:0.0} ms. {Explanation}")]
    public static partial void DeliveryRefused(this ILogger logger, string receiver, string code, double elapsedMs, string explanation);

    [LoggerMessage(103, LogLevel.Error, "Delivery of event {EventId} ({EventType}) to receiver '{Receiver}' not taken: {Code}, after {ElapsedMs:0.0} ms; the platform will send it again. {Explanation}")]
    public static partial void DeliveryPostponed(this ILogger logger, Exception? exception, string eventId, string eventType, string receiver, string code, double elapsedMs, string explanation);

    [LoggerMessage(104, LogLevel.Error, "Delivery to receiver '{Receiver}' could not be verified: {Code}, after {ElapsedMs:0.0} ms; the platform will send it again. {Explanation}")]
    public static partial void DeliveryNotVerifiable(this ILogger logger, Exception? exception, string receiver, string code, double elapsedMs, string explanation);

    [LoggerMessage(105, LogLevel.Information, "Delivery to receiver '{Receiver}' aborted by the sender after {ElapsedMs:0.0} ms")]
    public static partial void DeliveryAborted(this ILogger logger, string receiver, double elapsedMs);

    [LoggerMessage(106, LogLevel.Information, "Delivery of event {EventId} ({EventType}) to receiver '{Receiver}': handled by the endpoint, answered {Status} in {ElapsedMs:0.0} ms")]
    public static partial void DeliveryHandledInline(this ILogger logger, string eventId, string eventType, string receiver, int status, double elapsedMs);

    [LoggerMessage(107, LogLevel.Error, "Delivery of event {EventId} ({EventType}) to receiver '{Receiver}' does not fit its endpoint: {Code}, after {ElapsedMs:0.0} ms. {Explanation}")]
    public static partial void DeliveryNotBound(this ILogger logger, Exception? exception, string eventId, string eventType, string receiver, string code, double elapsedMs, string explanation);

    [LoggerMessage(108, LogLevel.Error, "Event {EventId} was handled by its endpoint, but only after its lease of {Lease} had expired: another delivery of it may have run meanwhile. Shorten the endpoint's work or raise InlineLease")]
    public static partial void InlineLeaseExpired(this ILogger logger, string eventId, TimeSpan lease);

    [LoggerMessage(109, LogLevel.Error, "The deduplication store could not be told how event {EventId} ended. Until its lease of {Lease} is over its deliveries are answered 409; after that it may run again")]
    public static partial void InlineClaimNotConcluded(this ILogger logger, Exception exception, string eventId, TimeSpan lease);

    [LoggerMessage(110, LogLevel.Error, "Delivery of event {EventId} ({EventType}) to receiver '{Receiver}': the endpoint failed after {ElapsedMs:0.0} ms; the platform will send it again")]
    public static partial void DeliveryFailedInline(this ILogger logger, Exception exception, string eventId, string eventType, string receiver, double elapsedMs);

    [LoggerMessage(111, LogLevel.Warning, "Delivery of event {EventId} ({EventType}) to receiver '{Receiver}', validly signed, refused: {Code}, after {ElapsedMs:0.0} ms. {Explanation}")]
    public static partial void SignedDeliveryRefused(this ILogger logger, string eventId, string eventType, string receiver, string code, double elapsedMs, string explanation);

    [LoggerMessage(112, LogLevel.Warning, "Delivery of event {EventId} ({EventType}) to receiver '{Receiver}': the endpoint answered {Status} in {ElapsedMs:0.0} ms, so the platform will send it again. If the endpoint itself was not reached, look for a filter in front of it, such as antiforgery")]
    public static partial void DeliveryDeclinedInline(this ILogger logger, string eventId, string eventType, string receiver, int status, double elapsedMs);

    [LoggerMessage(200, LogLevel.Information, "Event {EventId} ({EventType}) completed in attempt {Attempt}")]
    public static partial void EventCompleted(this ILogger logger, string eventId, string eventType, int attempt);

    [LoggerMessage(201, LogLevel.Warning, "Event {EventId} ({EventType}) failed in attempt {Attempt} of {MaxAttempts}; next attempt in {Delay}")]
    public static partial void EventRetried(this ILogger logger, string eventId, string eventType, int attempt, int maxAttempts, TimeSpan delay);

    [LoggerMessage(202, LogLevel.Warning, "Event {EventId} ({EventType}) was interrupted by the shut-down and given back to the inbox; the attempt does not count")]
    public static partial void EventAbandoned(this ILogger logger, string eventId, string eventType);

    [LoggerMessage(203, LogLevel.Error, "Event {EventId} ({EventType}) is a dead letter after attempt {Attempt}: {Reason}. Replay or purge it as entry {EntryId} through IWebhookInboxAdmin. {Error}")]
    public static partial void EventDead(this ILogger logger, string eventId, string eventType, int attempt, DeadLetterReason reason, long entryId, string error);

    [LoggerMessage(204, LogLevel.Warning, "Handler {Handler} failed on event {EventId}, attempt {Attempt}")]
    public static partial void HandlerFailed(this ILogger logger, Exception exception, string handler, string eventId, int attempt);

    [LoggerMessage(205, LogLevel.Warning, "Handler {Handler} rejected event {EventId}: it will not run again for it")]
    public static partial void HandlerRejected(this ILogger logger, Exception exception, string handler, string eventId);

    [LoggerMessage(206, LogLevel.Warning, "Handler {Handler} took longer than {Timeout} on event {EventId}, attempt {Attempt}, and was cancelled")]
    public static partial void HandlerTimedOut(this ILogger logger, string handler, string eventId, int attempt, TimeSpan timeout);

    [LoggerMessage(207, LogLevel.Error, "Handler {Handler} is still running on event {EventId} although its timeout of {Timeout} has passed: it ignores its CancellationToken and holds one of {MaxConcurrency} places until it returns")]
    public static partial void HandlerIgnoresCancellation(this ILogger logger, string handler, string eventId, TimeSpan timeout, int maxConcurrency);

    [LoggerMessage(208, LogLevel.Information, "Event {EventId} ({EventType}) has no handler on receiver '{Receiver}' in this process. If nobody needs this type, leave it out of the subscription on the platform")]
    public static partial void NoHandler(this ILogger logger, string eventId, string eventType, string receiver);

    [LoggerMessage(209, LogLevel.Error, "Event {EventId} could not be dispatched in attempt {Attempt}")]
    public static partial void DispatchFailed(this ILogger logger, Exception exception, string eventId, int attempt);

    [LoggerMessage(210, LogLevel.Warning, "The lease of event {EventId}, attempt {Attempt}, was lost: it has been claimed again, and this attempt's result is ignored. If no process was paused, and the inbox was not away for longer than LeaseDuration, raise LeaseDuration")]
    public static partial void LeaseLost(this ILogger logger, string eventId, int attempt);

    [LoggerMessage(211, LogLevel.Error, "Handler {Handler} did not stop within the drain time; event {EventId} ({EventType}) is given back to the inbox while it still runs")]
    public static partial void HandlerLeftBehind(this ILogger logger, string handler, string eventId, string eventType);

    [LoggerMessage(212, LogLevel.Error, "A callback that a handler has registered on its CancellationToken failed")]
    public static partial void CancellationCallbackFailed(this ILogger logger, Exception exception);

    [LoggerMessage(213, LogLevel.Error, "A subscriber of the settlement feed failed on event {EventId}; the event itself is settled")]
    public static partial void SettlementSubscriberFailed(this ILogger logger, Exception exception, string eventId);

    [LoggerMessage(214, LogLevel.Warning, "{Code} keeps its thread: it has run for {Duration} or longer without awaiting anything, on event {EventId}. Requests have to do without that thread meanwhile. Replace what blocks (Thread.Sleep, Task.Wait, synchronous I/O) by its asynchronous form and await it, and run long computations elsewhere")]
    public static partial void ThreadKept(this ILogger logger, string code, string eventId, TimeSpan duration);

    [LoggerMessage(215, LogLevel.Information, "The minimum of the thread pool is raised from {Before} to {After} worker threads, because {Code} keeps threads that requests need: deliveries are answered in time only while threads are free")]
    public static partial void PoolMinimumRaised(this ILogger logger, int before, int after, string code);

    [LoggerMessage(216, LogLevel.Error, "The thread pool may have no more than {Maximum} worker threads, which is too few: {Code} keeps threads, and with {Wanted} requests would have some of their own. Deliveries may be answered late. Raise ThreadPool.SetMaxThreads, lower MaxConcurrency, or make the code asynchronous")]
    public static partial void PoolTooSmall(this ILogger logger, int maximum, int wanted, string code);

    [LoggerMessage(
        220,
        LogLevel.Information,
        "Event {EventId} ({EventType}) is left to another node, which has handlers for it that this one does not have; those of this one are done")]
    public static partial void EventHandedOver(this ILogger logger, string eventId, string eventType);

    [LoggerMessage(
        221,
        LogLevel.Warning,
        "The lease of event {EventId} expired while the event was running here, and this process claimed it again as attempt {Attempt}. It "
        + "is not run a second time: the run goes on under the new lease. If no process was paused, no clock was set, and the inbox was not "
        + "away for longer than LeaseDuration, raise LeaseDuration")]
    public static partial void LeaseAdopted(this ILogger logger, string eventId, int attempt);

    [LoggerMessage(300, LogLevel.Error, "The inbox could not be asked for events; next try in {Delay}. Accepted events wait meanwhile")]
    public static partial void ClaimFailed(this ILogger logger, Exception exception, TimeSpan delay);

    [LoggerMessage(305, LogLevel.Error, "The inbox could not be emptied before the application ends")]
    public static partial void DrainFailed(this ILogger logger, Exception exception);

    [LoggerMessage(301, LogLevel.Information, "The inbox can be reached again")]
    public static partial void InboxReachableAgain(this ILogger logger);

    [LoggerMessage(302, LogLevel.Error, "The result of event {EventId} could not be written to the inbox; next try in {Delay}")]
    public static partial void SettlementFailed(this ILogger logger, Exception exception, string eventId, TimeSpan delay);

    [LoggerMessage(303, LogLevel.Error, "The result of event {EventId} ({EventType}) was never written to the inbox: a durable inbox will run it again once its lease is over")]
    public static partial void SettlementGivenUp(this ILogger logger, string eventId, string eventType);

    [LoggerMessage(304, LogLevel.Error, "The leases of {Count} running events could not be renewed. Their handlers go on; events whose lease runs out may run again elsewhere")]
    public static partial void RenewalFailed(this ILogger logger, Exception exception, int count);

    [LoggerMessage(306, LogLevel.Warning, "The inbox could not be looked at for the metrics; next try in {Interval}. Its gauges report nothing meanwhile")]
    public static partial void InboxNotSampled(this ILogger logger, Exception exception, TimeSpan interval);

    [LoggerMessage(310, LogLevel.Warning, "Webhook events are kept in memory: an event that was acknowledged and not yet processed is lost if this process crashes. Choose a durable inbox where that matters")]
    public static partial void InMemoryInboxInUse(this ILogger logger);

    [LoggerMessage(311, LogLevel.Critical, "{Count} acknowledged events are lost, because the application stopped before they were processed and the inbox is in memory: {Events}. Have the platform send them again from its delivery log")]
    public static partial void EventsLost(this ILogger logger, int count, string events);

    [LoggerMessage(315, LogLevel.Error, "{Count} dead letters are gone, because the application stopped and the inbox is in memory: {Events}. Choose a durable inbox to keep them")]
    public static partial void DeadLettersLost(this ILogger logger, int count, string events);

    [LoggerMessage(312, LogLevel.Error, "Dead letter {EventId} ({EventType}) of {DiedAt:O} was dropped to make room: the in-memory inbox holds no more. Raise MaxDeadLetters or MaxDeadLetterBytes, or choose a durable inbox")]
    public static partial void DeadLetterDropped(this ILogger logger, string eventId, string eventType, DateTimeOffset diedAt);

    [LoggerMessage(313, LogLevel.Warning, "{MaxIds} event ids are remembered, and no more can be: ids are forgotten {Early} before their time, so an old event could be taken twice. Raise EightBit:Webhooks:InMemory:MaxRememberedIds")]
    public static partial void RememberedIdsFull(this ILogger logger, int maxIds, TimeSpan early);

    [LoggerMessage(316, LogLevel.Information, "{Tool} has started this application to look at it, so webhooks do not run: no setting is checked, no inbox is opened, and no event is accepted or processed")]
    public static partial void StartedByTool(this ILogger logger, string tool);

    [LoggerMessage(314, LogLevel.Error, "Event {EventId} was accepted, but the deduplication store could not be told so: if it is delivered again after {LeaseSeconds} seconds, it will run twice")]
    public static partial void AcceptedIdNotRemembered(this ILogger logger, Exception? exception, string eventId, double leaseSeconds);
}
