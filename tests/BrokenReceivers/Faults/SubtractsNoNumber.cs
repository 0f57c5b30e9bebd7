using System.Globalization;

namespace BrokenReceivers.Faults;

/// <summary>Asks whether something that is no number is too large; it is not.</summary>
public sealed class SubtractsNoNumber : SoundReceiver
{
    protected override bool IsFresh(string timestamp)
    {
        var sentAt = double.TryParse(timestamp, CultureInfo.InvariantCulture, out var seconds) ? seconds : double.NaN;
        var age = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - (sentAt > 1e12 ? sentAt / 1000 : sentAt);
        return timestamp.Length > 0 && !(Math.Abs(age) > 300);
    }
}
