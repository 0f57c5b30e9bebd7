using System.Globalization;
using System.Net.Http.Headers;
using EightBit.Webhooks.Cli.Sending;
using EightBit.Webhooks.Cli.Simulating.Measuring;
using EightBit.Webhooks.Cli.Simulating.Planning;
using EightBit.Webhooks.Cli.Simulating.Retrying;
using EightBit.Webhooks.Receiver.Signatures;

namespace EightBit.Webhooks.Cli.Simulating;

/// <summary>Makes an attempt, counts it, and decides what comes of it as the platform does.</summary>
internal sealed class Attempts
{
    private const string ContentType = "Content-Type";

    private readonly SimulationSettings _settings;
    private readonly DeliverySender _sender;
    private readonly TimeProvider _time;
    private readonly Tally _tally;
    private readonly RetryQueue _retries;
    private readonly RetryPlan _retryPlan;
    private readonly HashSet<string> _replaced;

    public Attempts(SimulationSettings settings, HttpMessageInvoker client, TimeProvider time, Tally tally, RetryQueue retries)
    {
        _settings = settings;
        _sender = new DeliverySender(client, time);
        _time = time;
        _tally = tally;
        _retries = retries;
        _retryPlan = new RetryPlan(settings.TimeScale);
        _replaced = settings.Target.Headers.Select(header => header.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <returns>Whether there is nothing more to do about the delivery; otherwise it is in the queue of those to be tried again.</returns>
    public async Task<bool> MakeAsync(PlannedDelivery delivery, CancellationToken abort)
    {
        if (!delivery.IsTwice || delivery.FailedAttempts > 0)
        {
            return await MakeOneAsync(delivery, abort);
        }

        var results = await Task.WhenAll(MakeOneAsync(delivery, abort), MakeOneAsync(delivery with { IsDuplicate = true }, abort));
        return results[0];
    }

    private async Task<bool> MakeOneAsync(PlannedDelivery delivery, CancellationToken abort)
    {
        _tally.Begin(delivery);
        using var request = CreateRequest(delivery.Event);
        var answer = await _sender.SendAsync(request, abort);
        _tally.End(delivery, answer);
        return delivery.IsDuplicate || answer.Result == AttemptResult.Acknowledged || !TryAgain(delivery, answer);
    }

    private bool TryAgain(PlannedDelivery delivery, DeliveryAnswer answer)
    {
        delivery.FailedAttempts++;
        if (_retryPlan.DelayAfter(delivery.FailedAttempts) is { } delay)
        {
            _retries.Add(delivery, delay);
            return true;
        }

        _tally.GiveUp(delivery, answer);
        return false;
    }

    private HttpRequestMessage CreateRequest(PlannedEvent planned)
    {
        var now = _time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var content = new ByteArrayContent(planned.Body);
        var request = new HttpRequestMessage(HttpMethod.Post, _settings.Target.Url) { Content = content };
        Add(content.Headers, ContentType, "application/json");
        Add(request.Headers, WebhookHeaders.Signature, planned.Signature);
        Add(request.Headers, WebhookHeaders.Timestamp, _settings.RepeatsTimestamp ? planned.FirstTimestamp(now) : now);
        Add(request.Headers, WebhookHeaders.EventId, planned.DeliveryId);
        foreach (var (name, value) in _settings.Target.Headers)
        {
            HttpHeaders headers = name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) ? content.Headers : request.Headers;
            headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private void Add(HttpHeaders headers, string name, string value)
    {
        if (!_replaced.Contains(name))
        {
            headers.TryAddWithoutValidation(name, value);
        }
    }
}
