using System.Text.Json;

namespace BrokenReceivers.Faults;

/// <summary>Answers 200 and drops the event.</summary>
public sealed class LosesWhatItAcknowledges : SoundReceiver
{
    protected override Task ProcessAsync(JsonElement webhookEvent) => Task.CompletedTask;
}
