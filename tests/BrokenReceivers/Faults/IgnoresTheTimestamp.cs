namespace BrokenReceivers.Faults;

/// <summary>Does not look at the timestamp.</summary>
public sealed class IgnoresTheTimestamp : SoundReceiver
{
    protected override bool IsFresh(string timestamp) => true;
}
