namespace BrokenReceivers.Faults;

/// <summary>Looks an id up, and stores it a database round trip later.</summary>
public sealed class RacesOnDuplicates : SoundReceiver
{
    protected override async Task<bool> IsNewAsync(string key)
    {
        if (Knows(key))
        {
            return false;
        }

        await Task.Delay(100);
        Remember(key);
        return true;
    }
}
