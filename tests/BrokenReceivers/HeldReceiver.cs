using System.Text.Json;

namespace BrokenReceivers;

/// <summary>Does not come back from an event of a type that it does not know, until it is let go.</summary>
public sealed class HeldReceiver : SoundReceiver
{
    private readonly TaskCompletionSource _holding = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when it holds an event.</summary>
    public Task Holding => _holding.Task;

    public void LetGo() => _letGo.TrySetResult();

    protected override async Task ProcessAsync(JsonElement webhookEvent)
    {
        if (webhookEvent.GetProperty("type").GetString() != "message.received")
        {
            _holding.TrySetResult();
            await _letGo.Task;
        }

        await base.ProcessAsync(webhookEvent);
    }
}
