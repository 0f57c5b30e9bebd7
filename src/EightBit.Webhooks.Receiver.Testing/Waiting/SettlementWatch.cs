using System.Runtime.CompilerServices;
using System.Text.Json;
using EightBit.Webhooks.Receiver.Processing;
using EightBit.Webhooks.Receiver.Testing.Sending;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.Testing.Waiting;

/// <summary>Writes down what happens in one application, from the moment that somebody first asks for it.</summary>
internal sealed class SettlementWatch
{
    /// <summary>Beyond this many events the oldest is forgotten.</summary>
    private const int MaxEvents = 100_000;

    private static readonly ConditionalWeakTable<SettlementFeed, SettlementWatch> Watches = [];

    private readonly Lock _gate = new();
    private readonly OrderedEvents _events = new(MaxEvents);
    private TaskCompletionSource _change = NewChange();

    private SettlementWatch(SettlementFeed feed) => feed.Subscribe(Settled); // for as long as the application lives

    /// <summary>Ends with the next thing that happens. To be taken before looking, so that nothing is missed in between.</summary>
    public Task NextChange
    {
        get
        {
            lock (_gate)
            {
                return _change.Task;
            }
        }
    }

    /// <exception cref="InvalidOperationException">The application has no receiver.</exception>
    public static SettlementWatch Of(IServiceProvider services)
    {
        var feed = services.GetService<SettlementFeed>()
            ?? throw new InvalidOperationException("The application receives no webhooks: it never calls AddEightBitWebhooks().");
        return Watches.GetValue(feed, found => new SettlementWatch(found));
    }

    public EventRecord Find(string eventId)
    {
        lock (_gate)
        {
            return _events.Find(eventId);
        }
    }

    /// <summary>The events whose last attempt has failed.</summary>
    public IReadOnlyList<string> AwaitingRetry()
    {
        lock (_gate)
        {
            return _events.IdsWhere(record => record.LastAttempt?.Outcome == AttemptOutcome.Retry);
        }
    }

    public void Answered(SignedDelivery delivery, WebhookAnswer answer)
    {
        if (IdOf(delivery.Body) is { } id)
        {
            Change(id, record => record with { Answers = [.. record.Answers, answer] });
        }
    }

    private void Settled(SettledAttempt settled)
    {
        if (WebhookAttempt.From(settled) is { } attempt)
        {
            Change(settled.Lease.Delivery.EventId, record => record with { Attempts = [.. record.Attempts, attempt] });
        }
    }

    private void Change(string eventId, Func<EventRecord, EventRecord> change)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            _events.Change(eventId, change);
            changed = _change;
            _change = NewChange();
        }

        changed.SetResult();
    }

    private static string? IdOf(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
                    ? id.GetString()
                    : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null; // whatever a test sends: no JSON, or half of a character; an event it is not
        }
    }

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
