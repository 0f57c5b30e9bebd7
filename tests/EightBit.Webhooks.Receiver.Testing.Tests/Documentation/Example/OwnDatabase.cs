using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.InMemory;
using EightBit.Webhooks.Receiver.Testing.Compliance;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.Testing.Tests.Documentation.Example;

/// <summary>Stands for what that inbox keeps its events in, and what outlives it.</summary>
internal sealed class OwnDatabase : IAsyncDisposable
{
    private readonly ServiceProvider _provider;

    public OwnDatabase(TimeProvider time, int maxPendingEvents)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddSingleton(time);
        services.AddEightBitWebhooks();
        services.Configure<InMemoryInboxOptions>(bounds => bounds.MaxPendingEvents = maxPendingEvents);
        _provider = services.BuildServiceProvider();
        Events = new InboxNode(_provider.GetRequiredService<IWebhookInbox>(), _provider.GetRequiredService<IWebhookInboxAdmin>());
    }

    public InboxNode Events { get; }

    /// <summary>How many rows there are beside those of the ids.</summary>
    public int Rows { get; }

    public ValueTask DisposeAsync() => _provider.DisposeAsync();
}
