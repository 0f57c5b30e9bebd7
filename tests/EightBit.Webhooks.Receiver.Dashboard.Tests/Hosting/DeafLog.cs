using EightBit.Webhooks.Receiver.DeliveryLog;

namespace EightBit.Webhooks.Receiver.Dashboard.Tests.Hosting;

/// <summary>A delivery log that cannot be read.</summary>
internal sealed class DeafLog : IWebhookDeliveryLog
{
    public bool IsDurable => true;

    public void Record(DeliveryLogEntry entry)
    {
    }

    public ValueTask<DeliveryLogPage> QueryAsync(DeliveryLogQuery query, CancellationToken cancellationToken = default)
        => throw new IOException("the disk is gone");
}
