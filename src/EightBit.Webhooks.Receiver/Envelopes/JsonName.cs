using System.Text.Json;

namespace EightBit.Webhooks.Receiver.Envelopes;

/// <summary>Compares property names.</summary>
internal static class JsonName
{
    /// <summary>Like <see cref="Utf8JsonReader.ValueTextEquals(ReadOnlySpan{byte})"/>, which throws for half of a surrogate pair.</summary>
    public static bool NameIs(this ref Utf8JsonReader json, ReadOnlySpan<byte> name)
        => json.ValueIsEscaped
            ? LoneSurrogates.Find(json.ValueSpan) < 0 && json.ValueTextEquals(name)
            : json.ValueSpan.SequenceEqual(name);
}
