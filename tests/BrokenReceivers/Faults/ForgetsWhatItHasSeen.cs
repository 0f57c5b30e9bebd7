namespace BrokenReceivers.Faults;

/// <summary>Takes every delivery for a new event.</summary>
public sealed class ForgetsWhatItHasSeen : SoundReceiver
{
    protected override Task<bool> IsNewAsync(string key) => Task.FromResult(true);
}
