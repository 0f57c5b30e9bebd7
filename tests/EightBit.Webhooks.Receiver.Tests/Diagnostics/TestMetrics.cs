using System.Diagnostics.Metrics;
using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Diagnostics;
using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.Tests.Diagnostics;

/// <summary>The library's metrics with a listener of its own.</summary>
internal sealed class TestMetrics : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MetricRecorder _recorder;

    public TestMetrics(params string[] receivers)
    {
        var factory = _services.GetRequiredService<IMeterFactory>();
        _recorder = new MetricRecorder(factory);
        var registry = new ReceiverRegistry();
        foreach (var receiver in (string[])["", .. receivers])
        {
            registry.GetOrAdd(receiver);
        }

        Metrics = new WebhookMetrics(factory, registry, Sample);
    }

    public WebhookMetrics Metrics { get; }

    public InboxSample Sample { get; } = new();

    /// <summary>What an instrument has reported so far; gauges are asked now.</summary>
    public IReadOnlyList<Measured> Of(string instrument) => _recorder.Of(instrument);

    public void Dispose()
    {
        _recorder.Dispose();
        _services.Dispose();
    }
}
