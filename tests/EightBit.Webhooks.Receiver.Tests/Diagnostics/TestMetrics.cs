using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.Tests.Diagnostics;

/// <summary>The library's metrics with a listener of its own: what it has heard is what a monitoring system would.</summary>
internal sealed class TestMetrics : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<Heard> _heard = new();

    public TestMetrics(params string[] receivers)
    {
        var factory = _services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == WebhookTelemetry.MeterName && instrument.Meter.Scope == factory)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.Start();

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
    public IReadOnlyList<Heard> Of(string instrument)
    {
        _listener.RecordObservableInstruments();
        return [.. _heard.Where(heard => heard.Instrument == instrument)];
    }

    public void Dispose()
    {
        _listener.Dispose();
        _services.Dispose();
    }

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        => _heard.Enqueue(new Heard(instrument.Name, value, tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value?.ToString() ?? "")));

    internal sealed record Heard(string Instrument, double Value, IReadOnlyDictionary<string, string> Tags)
    {
        public string Outcome => Tags["eightbit.webhooks.outcome"];
    }
}
