namespace EightBit.Webhooks.Receiver.Configuration;

/// <summary>All receivers of the application, by name.</summary>
internal sealed class ReceiverRegistry
{
    private readonly Dictionary<string, ReceiverRegistration> _receivers = new(StringComparer.Ordinal);

    public IEnumerable<ReceiverRegistration> All => _receivers.Values;

    public ReceiverRegistration? Find(string name) => _receivers.GetValueOrDefault(name);

    /// <exception cref="ArgumentException">The name cannot be told from another one everywhere.</exception>
    public ReceiverRegistration GetOrAdd(string name)
    {
        if (!_receivers.TryGetValue(name, out var receiver))
        {
            ThrowIfAmbiguous(name);
            _receivers.Add(name, receiver = new ReceiverRegistration(name));
        }

        return receiver;
    }

    private void ThrowIfAmbiguous(string name)
    {
        if (name == ReceiverRegistration.DefaultNameForLogs)
        {
            throw new ArgumentException(
                $"A receiver cannot be named '{name}': logs and metrics call the default receiver so. Use another name.", nameof(name));
        }

        if (_receivers.Keys.FirstOrDefault(other => string.Equals(other, name, StringComparison.OrdinalIgnoreCase)) is { } taken)
        {
            throw new ArgumentException(
                $"The receiver name '{name}' differs from '{taken}' only in case. Names are case-sensitive, but configuration keys are "
                + $"not: both would use the secrets of {ConfigurationSections.ForReceiver(taken)}. Use one spelling for one receiver, "
                + "and different names for two.",
                nameof(name));
        }
    }

    /// <exception cref="InvalidOperationException">There is no such receiver.</exception>
    public ReceiverRegistration GetRequired(string name)
        => Find(name) ?? throw new InvalidOperationException(
            name.Length == 0
                ? "There is no default receiver. Call builder.Services.AddEightBitWebhooks(), or name one of these: " + Names()
                : $"There is no receiver '{name}'. Call builder.Services.AddEightBitWebhooks(\"{name}\"), or name one of these: " + Names());

    private string Names() => string.Join(", ", _receivers.Values.Select(receiver => receiver.Title)) + ".";
}
