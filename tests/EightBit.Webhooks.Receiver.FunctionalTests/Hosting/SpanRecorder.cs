using System.Collections.Concurrent;
using System.Diagnostics;
using EightBit.Webhooks.Receiver.Diagnostics;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Hosting;

/// <summary>All spans that have ended, of the library and of ASP.NET Core; of every application in this process.</summary>
internal sealed class SpanRecorder : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ConcurrentDictionary<Guid, (Func<Activity, bool> Matches, TaskCompletionSource<Activity> Found)> _waiting = new();
    private readonly ActivityListener _listener;

    public SpanRecorder()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is WebhookTelemetry.ActivitySourceName or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Add,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>The spans right below one that has ended.</summary>
    public IReadOnlyList<Activity> Below(Activity parent) => [.. _ended.Where(span => span.ParentSpanId == parent.SpanId)];

    /// <summary>The span that says of an event what is done with it.</summary>
    public Task<Activity> WhenEndedAsync(string name, string eventId)
        => WhenEndedAsync(span => span.DisplayName == name && Equals(span.GetTagItem("messaging.message.id"), eventId), $"{name} of {eventId}");

    public Task<Activity> WhenEndedAsync(ActivitySpanId id) => WhenEndedAsync(span => span.SpanId == id, $"span {id}");

    public async Task<Activity> WhenEndedAsync(Func<Activity, bool> matches, string what)
    {
        var found = new TaskCompletionSource<Activity>(TaskCreationOptions.RunContinuationsAsynchronously);
        var key = Guid.NewGuid();
        _waiting[key] = (matches, found);
        if (_ended.FirstOrDefault(matches) is { } already)
        {
            found.TrySetResult(already);
        }

        try
        {
            return await found.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"No span has ended that is {what}. These have: {string.Join(", ", _ended.Select(span => span.DisplayName))}");
        }
        finally
        {
            _waiting.TryRemove(key, out _);
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Activity span)
    {
        _ended.Enqueue(span);
        foreach (var (matches, found) in _waiting.Values)
        {
            if (matches(span))
            {
                found.TrySetResult(span);
            }
        }
    }
}
