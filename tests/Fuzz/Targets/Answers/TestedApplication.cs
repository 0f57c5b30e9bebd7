using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Processing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Fuzz.Targets.Answers;

/// <summary>What a sender of the Testing package needs of an application: clock, options, and the feed that it watches.</summary>
internal sealed class TestedApplication : IServiceProvider, IOptionsMonitor<WebhookReceiverOptions>
{
    private readonly SettlementFeed _feed = new(NullLogger<SettlementFeed>.Instance);

    public WebhookReceiverOptions CurrentValue { get; } = new() { Secrets = { Keys.Text } };

    public object? GetService(Type serviceType)
        => serviceType == typeof(TimeProvider) ? new StoppedClock()
            : serviceType == typeof(SettlementFeed) ? _feed
            : serviceType == typeof(IOptionsMonitor<WebhookReceiverOptions>) ? this
            : null;

    public WebhookReceiverOptions Get(string? name) => CurrentValue;

    public IDisposable? OnChange(Action<WebhookReceiverOptions, string?> listener) => null;
}
