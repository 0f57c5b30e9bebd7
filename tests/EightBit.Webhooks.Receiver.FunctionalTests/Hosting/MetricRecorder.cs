using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using EightBit.Webhooks.Receiver.Diagnostics;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Hosting;

/// <summary>A listener to the library's metrics of one application: what it has heard is what a monitoring system would.</summary>
internal sealed class MetricRecorder : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<Measured> _heard = new();
    private readonly ConcurrentQueue<string> _instruments = new();
    private readonly ConcurrentDictionary<Guid, (Func<Measured, bool> Matches, TaskCompletionSource<Measured> Found)> _waiting = new();

    public MetricRecorder(IMeterFactory application)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == WebhookTelemetry.MeterName && instrument.Meter.Scope == application)
            {
                _instruments.Enqueue(instrument.Name);
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.Start();
    }

    public IReadOnlyList<Measured> All => [.. _heard];

    /// <summary>All there are, whether they have measured anything or not.</summary>
    public IReadOnlyList<string> Instruments => [.. _instruments];

    /// <summary>What an instrument has reported so far; gauges are asked now.</summary>
    public IReadOnlyList<Measured> Of(string instrument)
    {
        AskGauges();
        return [.. _heard.Where(measured => measured.Instrument == instrument)];
    }

    public void AskGauges() => _listener.RecordObservableInstruments();

    public async Task<Measured> WhenAsync(string instrument, Func<Measured, bool> which)
    {
        bool Matches(Measured measured) => measured.Instrument == instrument && which(measured);
        var found = new TaskCompletionSource<Measured>(TaskCreationOptions.RunContinuationsAsynchronously);
        var key = Guid.NewGuid();
        _waiting[key] = (Matches, found);
        if (_heard.FirstOrDefault(Matches) is { } already)
        {
            found.TrySetResult(already);
        }

        try
        {
            return await found.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"No such measurement of {instrument}. Heard:\n{string.Join("\n", _heard)}");
        }
        finally
        {
            _waiting.TryRemove(key, out _);
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var measured = new Measured(
            instrument.Name, value, tags.ToArray().ToDictionary(tag => tag.Key, tag => Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? ""));
        _heard.Enqueue(measured);
        foreach (var (matches, found) in _waiting.Values)
        {
            if (matches(measured))
            {
                found.TrySetResult(measured);
            }
        }
    }
}
