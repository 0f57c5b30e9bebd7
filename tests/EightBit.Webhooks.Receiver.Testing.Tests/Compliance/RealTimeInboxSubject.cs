using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.InMemory;
using EightBit.Webhooks.Receiver.Testing.Compliance;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.Testing.Tests.Compliance;

/// <summary>The in-memory inbox by the real clock, as an inbox that goes by a server's clock has to be checked.</summary>
internal sealed class RealTimeInboxSubject : InboxSubject
{
    private readonly ServiceProvider _provider;

    private RealTimeInboxSubject(InboxSubjectOptions options)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddEightBitWebhooks();
        services.Configure<InMemoryInboxOptions>(bounds => bounds.MaxPendingEvents = options.MaxPendingEvents ?? bounds.MaxPendingEvents);
        _provider = services.BuildServiceProvider();
        Node = new InboxNode(_provider.GetRequiredService<IWebhookInbox>(), _provider.GetRequiredService<IWebhookInboxAdmin>());
    }

    public override InboxCapabilities Capabilities => InboxCapabilities.Capacity | InboxCapabilities.Inspection;

    public override InboxNode Node { get; }

    public override TimeProvider Time => TimeProvider.System;

    public override TimeSpan TimeUnit => TimeSpan.FromMilliseconds(250);

    public static ValueTask<InboxSubject> CreateAsync(InboxSubjectOptions options) => new(new RealTimeInboxSubject(options));

    public override Task AdvanceAsync(TimeSpan by) => Task.Delay(by);

    public override ValueTask<string?> DescribeResidueAsync() => new((string?)null);

    public override ValueTask DisposeAsync() => _provider.DisposeAsync();
}
