using System.Globalization;

namespace EightBit.Webhooks.Receiver.CrashTests;

/// <summary>What a handler has done, and when by the machine's monotonic clock, which all processes share.</summary>
internal sealed record Effect(string EventId, int Attempt, long Stamp)
{
    public static Effect Parse(string line)
    {
        var parts = line.Split(' ');
        return new Effect(parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture), long.Parse(parts[2], CultureInfo.InvariantCulture));
    }
}
