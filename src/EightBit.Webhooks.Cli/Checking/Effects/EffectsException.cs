namespace EightBit.Webhooks.Cli.Checking.Effects;

/// <summary>How often an event had an effect cannot be found out.</summary>
internal sealed class EffectsException : Exception
{
    public EffectsException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
