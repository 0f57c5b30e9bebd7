using System.Text.Json;

namespace BrokenReceivers.Faults;

/// <summary>Answers when the work is done.</summary>
public sealed class ProcessesBeforeAnswering : SoundReceiver
{
    private readonly TimeSpan _work;

    public ProcessesBeforeAnswering(TimeSpan work) => _work = work;

    protected override async Task ProcessAsync(JsonElement webhookEvent)
    {
        await Task.Delay(_work);
        await base.ProcessAsync(webhookEvent);
    }
}
