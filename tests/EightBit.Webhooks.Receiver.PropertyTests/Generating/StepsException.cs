namespace EightBit.Webhooks.Receiver.PropertyTests.Generating;

/// <summary>A run of steps has failed; the message names those that matter.</summary>
public sealed class StepsException : Exception
{
    public StepsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
