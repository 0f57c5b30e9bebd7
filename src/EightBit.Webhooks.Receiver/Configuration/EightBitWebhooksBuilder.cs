using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.Configuration;

/// <inheritdoc/>
internal sealed class EightBitWebhooksBuilder : IEightBitWebhooksBuilder
{
    public EightBitWebhooksBuilder(IServiceCollection services, ReceiverRegistration receiver)
    {
        Services = services;
        Receiver = receiver;
    }

    public string Name => Receiver.Name;

    public IServiceCollection Services { get; }

    public ReceiverRegistration Receiver { get; }
}
