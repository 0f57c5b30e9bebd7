using System.Diagnostics.Metrics;
using EightBit.Webhooks.Receiver.Diagnostics;

namespace EightBit.Webhooks.Receiver.Dashboard.Charts;

/// <summary>Listens to the core's metrics of this application: another one in the same process has another meter factory.</summary>
internal sealed class WebhookMeters : IDisposable
{
    private const string Deliveries = "eightbit.webhooks.deliveries";
    private const string Acknowledgement = "eightbit.webhooks.acknowledgement.duration";
    private const string InboxEvents = "eightbit.webhooks.inbox.events";
    private const string InboxOldestAge = "eightbit.webhooks.inbox.oldest_age";
    private const string OutcomeTag = "eightbit.webhooks.outcome";
    private const string StateTag = "eightbit.webhooks.inbox.state";
    private const string Dead = "dead";

    private readonly IMeterFactory _application;
    private readonly MeterListener _listener = new();
    private readonly OutcomeCounts _outcomes = new();
    private readonly LatencyHistogram _acknowledgements = new();
    private InboxGauges _gauges = new();

    public WebhookMeters(IMeterFactory application) => _application = application;

    public void Listen()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == WebhookTelemetry.MeterName
                && ReferenceEquals(instrument.Meter.Scope, _application)
                && instrument.Name is Deliveries or Acknowledgement or InboxEvents or InboxOldestAge)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>(OnCount);
        _listener.SetMeasurementEventCallback<double>(OnDuration);
        _listener.Start();
    }

    /// <summary>What was measured since the last call. One caller at a time.</summary>
    public Measured Take()
    {
        _gauges = new InboxGauges();
        _listener.RecordObservableInstruments();
        return new Measured(_outcomes.Take(), _acknowledgements.Take(), _gauges);
    }

    public void Dispose() => _listener.Dispose();

    private static string? TagOf(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach (var (key, value) in tags)
        {
            if (key == name)
            {
                return value as string;
            }
        }

        return null;
    }

    private void OnCount(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        if (!instrument.IsObservable)
        {
            _outcomes.Add(TagOf(tags, OutcomeTag) ?? "", value);
        }
        else if (TagOf(tags, StateTag) == Dead)
        {
            _gauges.DeadLetters = value;
        }
        else
        {
            _gauges.Pending = (_gauges.Pending ?? 0) + value;
        }
    }

    private void OnDuration(Instrument instrument, double seconds, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        if (instrument.IsObservable)
        {
            _gauges.QueueAgeMs = seconds * 1000;
        }
        else
        {
            _acknowledgements.Record(seconds * 1000);
        }
    }
}
