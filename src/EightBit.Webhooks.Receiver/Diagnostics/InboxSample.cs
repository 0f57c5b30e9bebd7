using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Diagnostics;

/// <summary>What the inbox held a moment ago: gauges must not ask a store while somebody waits for them.</summary>
internal sealed class InboxSample
{
    private InboxStatistics? _latest;
    private volatile bool _hasLooked;

    /// <summary>Null before the first look, and while the inbox cannot be reached.</summary>
    public InboxStatistics? Latest
    {
        get => Volatile.Read(ref _latest);
        set
        {
            Volatile.Write(ref _latest, value);
            _hasLooked = true;
        }
    }

    /// <summary>Null before the first look.</summary>
    public bool? IsReachable => _hasLooked ? Latest is not null : null;
}
