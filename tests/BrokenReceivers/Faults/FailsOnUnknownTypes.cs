using System.Text.Json;

namespace BrokenReceivers.Faults;

/// <summary>Has no handler for a new type, and no plan for that.</summary>
public sealed class FailsOnUnknownTypes : SoundReceiver
{
    protected override Task ProcessAsync(JsonElement webhookEvent)
        => webhookEvent.GetProperty("type").GetString() == "message.received"
            ? base.ProcessAsync(webhookEvent)
            : throw new InvalidOperationException("No handler.");
}
