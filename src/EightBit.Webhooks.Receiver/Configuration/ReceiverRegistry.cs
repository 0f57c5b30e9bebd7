namespace EightBit.Webhooks.Receiver.Configuration;

/// <summary>All receivers of the application, by name.</summary>
internal sealed class ReceiverRegistry
{
    private readonly Dictionary<string, ReceiverRegistration> _receivers = new(StringComparer.Ordinal);

    public IEnumerable<ReceiverRegistration> All => _receivers.Values;

    public ReceiverRegistration? Find(string name) => _receivers.GetValueOrDefault(name);

    public ReceiverRegistration GetOrAdd(string name)
    {
        if (!_receivers.TryGetValue(name, out var receiver))
        {
            _receivers.Add(name, receiver = new ReceiverRegistration(name));
        }

        return receiver;
    }

    /// <exception cref="InvalidOperationException">There is no such receiver.</exception>
    public ReceiverRegistration GetRequired(string name)
        => Find(name) ?? throw new InvalidOperationException(
            name.Length == 0
                ? "There is no default receiver. Call builder.Services.AddEightBitWebhooks(), or name one of these: " + Names()
                : $"There is no receiver '{name}'. Call builder.Services.AddEightBitWebhooks(\"{name}\"), or name one of these: " + Names());

    private string Names() => string.Join(", ", _receivers.Values.Select(receiver => receiver.Title)) + ".";
}
