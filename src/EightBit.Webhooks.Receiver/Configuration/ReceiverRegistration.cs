using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;

namespace EightBit.Webhooks.Receiver.Configuration;

/// <summary>What the application has said of one receiver.</summary>
internal sealed class ReceiverRegistration
{
    public const string DefaultNameForLogs = "(default)";

    private readonly Dictionary<string, EventPayload> _addedEvents = new(StringComparer.Ordinal);
    private readonly List<HandlerRegistration> _addedHandlers = [];
    private readonly Lazy<EventCatalog> _events;
    private readonly Lazy<HandlerTable> _handlers;

    public ReceiverRegistration(string name)
    {
        Name = name;
        _events = new Lazy<EventCatalog>(() => new EventCatalog(_addedEvents));
        _handlers = new Lazy<HandlerTable>(BuildHandlers);
    }

    public string Name { get; }

    /// <summary>The name of a receiver as it stands in logs.</summary>
    public static string NameForLogs(string name) => name.Length == 0 ? DefaultNameForLogs : name;

    /// <summary>The name for people.</summary>
    public string Title => Name.Length == 0 ? "the default receiver" : $"receiver '{Name}'";

    public bool HasOwnSecretSource { get; set; }

    public EventCatalog Events => _events.Value;

    public IEnumerable<HandlerRegistration> AddedHandlers => _addedHandlers;

    /// <exception cref="InvalidOperationException">A handler was registered for something that cannot reach it.</exception>
    public HandlerTable Handlers => _handlers.Value;

    public void AddEvent(string eventType, EventPayload payload)
    {
        if (!_addedEvents.TryAdd(eventType, payload))
        {
            throw new InvalidOperationException(
                $"AddEvent was called twice for \"{eventType}\" on {Title}: with {_addedEvents[eventType].DataType} and with "
                + $"{payload.DataType}. An event type is read as one payload type; remove one of the calls.");
        }
    }

    public void AddHandler(HandlerRegistration handler)
    {
        if (_addedHandlers.Any(other => other.Name == handler.Name && other.Subject == handler.Subject))
        {
            throw new InvalidOperationException(
                $"{handler.HandlerType} is registered twice for {handler.Subject} on {Title}: every event would be handled twice. "
                + "Remove one of the AddHandler calls.");
        }

        if (_addedHandlers.Find(other => other.Name == handler.Name && other.HandlerType != handler.HandlerType) is { } namesake)
        {
            throw new InvalidOperationException(
                $"Two handlers on {Title} are called {handler.Name}: of {namesake.HandlerType.Assembly.GetName().Name} and of "
                + $"{handler.HandlerType.Assembly.GetName().Name}. Events remember by the name which handler has succeeded, so one of "
                + "them would not run. Rename one.");
        }

        _addedHandlers.Add(handler);
    }

    private HandlerTable BuildHandlers()
    {
        foreach (var handler in _addedHandlers)
        {
            handler.ThrowIfUnreachable(Events, Title);
        }

        return new HandlerTable(Events, _addedHandlers);
    }
}
