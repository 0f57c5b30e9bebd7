namespace EightBit.Webhooks.Receiver.DeliveryLog;

/// <summary>Records lines, without what the redactor hides in their errors.</summary>
internal sealed class DeliveryRecorder
{
    private readonly IWebhookDeliveryLog _log;
    private readonly IDeliveryLogRedactor? _redactor;

    public DeliveryRecorder(IWebhookDeliveryLog log, IDeliveryLogRedactor? redactor = null)
    {
        _log = log;
        _redactor = redactor;
    }

    /// <param name="entry">The line.</param>
    /// <param name="body">The body of its event; null where none was verified, so that nothing of it can be in the line.</param>
    public void Record(DeliveryLogEntry entry, ReadOnlyMemory<byte>? body)
    {
        var hasNothingToHide = _redactor is null || body is null || entry.Error is null;
        _log.Record(hasNothingToHide ? entry : entry with { Error = Redact(entry.Error!, body!.Value) });
    }

    private string Redact(string error, ReadOnlyMemory<byte> body)
    {
        try
        {
            return _redactor!.Redact(error, body);
        }
        catch (Exception exception)
        {
            // The log must not fail an event, and what could not be looked through must not be recorded.
            return $"The error is not recorded, because {_redactor!.GetType().Name} failed: {exception.GetType().Name}.";
        }
    }
}
