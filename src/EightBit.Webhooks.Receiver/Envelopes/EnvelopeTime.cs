using System.Text.Json;

namespace EightBit.Webhooks.Receiver.Envelopes;

/// <summary>The envelope's timestamp, whose name the platform does not document.</summary>
/// <remarks>
/// Taken from <c>created_at</c>, else <c>timestamp</c>, else <c>createdAt</c>. What cannot be read counts as missing.
/// </remarks>
internal struct EnvelopeTime
{
    private int _precedence;

    public DateTimeOffset? Value { get; private set; }

    /// <returns>Whether the property that <paramref name="json"/> stands on is a timestamp; then its value has been read.</returns>
    public bool TryReadProperty(ref Utf8JsonReader json)
    {
        var precedence = Precedence(ref json);
        if (precedence == 0)
        {
            return false;
        }

        json.Read();
        var value = JsonTime.Read(ref json);
        if (value is not null && precedence > _precedence)
        {
            Value = value;
            _precedence = precedence;
        }

        return true;
    }

    private static int Precedence(ref Utf8JsonReader json)
    {
        if (json.NameIs("created_at"u8))
        {
            return 3;
        }

        if (json.NameIs("timestamp"u8))
        {
            return 2;
        }

        return json.NameIs("createdAt"u8) ? 1 : 0;
    }
}
