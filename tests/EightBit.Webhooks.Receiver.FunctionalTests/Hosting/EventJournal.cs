using System.Collections.Concurrent;
using EightBit.Webhooks.Receiver.Events;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Hosting;

/// <summary>What handlers and endpoints of a test have been given, and a way to wait for it.</summary>
internal sealed class EventJournal : IDisposable
{
    private readonly ConcurrentQueue<WebhookEvent> _events = new();
    private readonly SemaphoreSlim _added = new(0);

    public IReadOnlyList<WebhookEvent> Events => [.. _events];

    public IEnumerable<string> Ids => _events.Select(webhookEvent => webhookEvent.Id);

    public void Add(WebhookEvent webhookEvent)
    {
        _events.Enqueue(webhookEvent);
        _added.Release();
    }

    public void Dispose() => _added.Dispose();

    /// <summary>Waits until this many events have been added since the last wait.</summary>
    public async Task WhenAddedAsync(int count = 1)
    {
        for (var i = 0; i < count; i++)
        {
            if (!await _added.WaitAsync(TimeSpan.FromSeconds(60)))
            {
                throw new TimeoutException($"Only {i} of {count} events came. So far: {string.Join(", ", Ids)}");
            }
        }
    }
}
