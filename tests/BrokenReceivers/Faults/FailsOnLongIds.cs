using System.Text.Json;

namespace BrokenReceivers.Faults;

/// <summary>Has a column of 64 characters for the id.</summary>
public sealed class FailsOnLongIds : SoundReceiver
{
    protected override Task ProcessAsync(JsonElement webhookEvent)
        => webhookEvent.GetProperty("id").ToString().Length <= 64
            ? base.ProcessAsync(webhookEvent)
            : throw new InvalidOperationException("The value is too long for the column.");
}
