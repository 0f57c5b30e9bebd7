namespace CrmSync.Demo.Sending;

/// <param name="Status">The HTTP status; 0 when there was no answer.</param>
/// <param name="Code">The stable code in the answer's body, or what went wrong instead of an answer.</param>
/// <param name="Elapsed">From the first byte sent to the last byte of the answer.</param>
internal sealed record DeliveryAnswer(int Status, string Code, TimeSpan Elapsed)
{
    public string Text => $"{Status} {Code}";
}
