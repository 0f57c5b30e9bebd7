using EightBit.Webhooks.Receiver.Receiving;

namespace Fuzz.Targets.Headers;

/// <summary>The event-id header, which nobody has signed: kept only if it does no harm in a log.</summary>
internal sealed class EventIdTarget : IFuzzed
{
    public void Take(byte[] input)
    {
        var header = Lines.Header(Lines.Text(input));
        var kept = EventIdHeader.Read(header);

        var isHarmless = header.Count == 1 && header[0] is { Length: > 0 and <= 200 } text && text.All(character => character is > ' ' and < '\u007f');
        Promise.That(kept == (isHarmless ? header[0] : null), "an event-id header is kept if it is printable ASCII of at most 200 characters");
    }
}
