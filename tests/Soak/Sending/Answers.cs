using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Soak.Running;

namespace Soak.Sending;

/// <summary>Counts the answers by what was sent, and apart from them those that must not be. While the settings are invalid, and only then, 503 may be.</summary>
internal sealed class Answers(SettingsFile settings)
{
    /// <summary>In place of a status.</summary>
    public const int None = 0;

    private const int Unavailable = 503;

    private readonly ConcurrentDictionary<string, int> _counts = [];
    private int _wrong;

    /// <summary>How many of each kind of request were answered how.</summary>
    public IReadOnlyDictionary<string, int> Counts => _counts;

    public int Wrong => _wrong;

    /// <returns>The status.</returns>
    public async Task<int> ExpectAsync(string kind, Func<Task<int>> send, params int[] expected)
    {
        var sentAt = Stopwatch.GetTimestamp();
        var status = await send();
        var answer = status == None ? "no answer" : status.ToString(CultureInfo.InvariantCulture);
        if (!expected.Contains(status) && !(IsRefusal(status) && settings.WereBrokenSince(sentAt)))
        {
            Interlocked.Increment(ref _wrong);
            answer += " (wrong)";
        }

        _counts.AddOrUpdate($"{kind}: {answer}", 1, (_, count) => count + 1);
        return status;
    }

    /// <summary>Who is refused before the body has been sent may be cut off before the answer has been read.</summary>
    private static bool IsRefusal(int status) => status is Unavailable or None;
}
