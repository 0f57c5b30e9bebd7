using EightBit.Webhooks.Receiver.DeliveryLog;

namespace EightBit.Webhooks.Receiver.Dashboard.Redaction;

/// <summary>The delivery log is shown when the body is long gone, so its errors are redacted when they are written.</summary>
internal sealed class LogRedactor : IDeliveryLogRedactor
{
    private readonly PayloadReader _payloads;

    public LogRedactor(PayloadReader payloads) => _payloads = payloads;

    public string Redact(string error, ReadOnlyMemory<byte> body) => _payloads.MaskOf(body)(error);
}
