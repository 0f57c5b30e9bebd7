using System.Buffers;
using Microsoft.Extensions.Primitives;

namespace EightBit.Webhooks.Receiver.Receiving;

/// <summary>The event id that the header claims. It is not signed: kept for support, used for nothing.</summary>
internal static class EventIdHeader
{
    private const int MaxLength = 200;

    private static readonly SearchValues<char> Printable = SearchValues.Create(
        [.. Enumerable.Range(0x21, 0x7E - 0x20).Select(code => (char)code)]);

    /// <returns>Null for a header that might do harm in a log.</returns>
    public static string? Read(StringValues header)
        => header.Count == 1 && header[0] is { Length: > 0 and <= MaxLength } value && !value.AsSpan().ContainsAnyExcept(Printable)
            ? value
            : null;
}
