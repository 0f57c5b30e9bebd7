using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.Configuration;

/// <summary>Sets up one receiver. Extension packages add their methods here.</summary>
public interface IEightBitWebhooksBuilder
{
    /// <summary>The receiver's name; empty for the default one.</summary>
    string Name { get; }

    /// <summary>The application's services.</summary>
    IServiceCollection Services { get; }
}
