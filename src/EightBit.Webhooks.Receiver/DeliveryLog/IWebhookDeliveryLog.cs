namespace EightBit.Webhooks.Receiver.DeliveryLog;

/// <summary>
/// What has been delivered and what became of it: the record that the platform advises receivers to keep. In memory by default (the last
/// 10,000 lines); an inbox package may bring a durable one.
/// </summary>
/// <remarks>
/// The log is for people and audits; nothing depends on it. A line is never written at the expense of a delivery: a log that cannot keep
/// up or cannot be written leaves lines out, and says so. It holds no body, no signature and no secret, but it does hold the texts of
/// handlers' exceptions. Anybody can cause lines without an event id; a log bounds them apart, so that they cannot push out or outgrow the
/// lines of real events. Implementations must be safe for concurrent use.
/// </remarks>
public interface IWebhookDeliveryLog
{
    /// <summary>Whether lines survive the process. If not, the log knows of this process alone.</summary>
    bool IsDurable { get; }

    /// <summary>Records a line. Returns at once and never throws.</summary>
    /// <param name="entry">The line; its number is given by the log.</param>
    void Record(DeliveryLogEntry entry);

    /// <summary>Reads lines, newest first, a page at a time. The cursor stays valid while lines come and go.</summary>
    /// <param name="query">Which ones.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="DeliveryLogQuery.Take"/> is not between 1 and 1,000.</exception>
    ValueTask<DeliveryLogPage> QueryAsync(DeliveryLogQuery query, CancellationToken cancellationToken = default);
}
