using System.Text.Json;

namespace BrokenReceivers.Faults;

/// <summary>Parses without a thought for what cannot be parsed.</summary>
public sealed class FailsOnMalformedJson : SoundReceiver
{
    protected override JsonElement? Event(byte[] body) => base.Event(body) ?? throw new JsonException("What is this?");
}
