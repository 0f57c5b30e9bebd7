namespace EightBit.Webhooks.Receiver.DeliveryLog;

/// <summary>
/// Decides what of an error may stand in the delivery log. The log outlives the event and has no body, so what an exception repeats
/// of one has to be hidden before the line is recorded. Register one in the application's services; the dashboard registers its own
/// where there is none.
/// </summary>
public interface IDeliveryLogRedactor
{
    /// <summary>Hides what must not be recorded.</summary>
    /// <param name="error">The error, at most 500 characters.</param>
    /// <param name="body">The raw body of the event. Its signature is valid.</param>
    /// <returns>What is recorded.</returns>
    string Redact(string error, ReadOnlyMemory<byte> body);
}
