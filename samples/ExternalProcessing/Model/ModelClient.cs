using System.Net;
using System.Text.Json;
using EightBit.Webhooks.Receiver.Handlers;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;

namespace ExternalProcessing.Model;

/// <summary>Asks the model, and turns its refusals into what the inbox understands.</summary>
internal sealed class ModelClient
{
    private const string IdempotencyKey = "Idempotency-Key";

    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private readonly HttpClient _http;
    private readonly TimeSpan _breakDuration;
    private readonly TimeProvider _time;

    public ModelClient(HttpClient http, IOptions<ModelOptions> options, TimeProvider time)
    {
        _http = http;
        _breakDuration = options.Value.BreakDuration;
        _time = time;
    }

    /// <param name="key">The same for each attempt to ask this question: the model does it, and takes the money, once.</param>
    /// <param name="question">The question.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="WebhookRetryException">The model has said when to come back, or is left alone for a while.</exception>
    /// <exception cref="WebhookRejectedException">It will not answer this question, today or tomorrow.</exception>
    /// <exception cref="HttpRequestException">It is not well: again after the usual delay.</exception>
    public async Task<ModelAnswer> AskAsync(string key, ModelQuestion question, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, (Uri?)null) { Content = JsonContent.Create(question) };
        request.Headers.Add(IdempotencyKey, key);
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            ThrowUnlessAnswered(response);
            return await response.Content.ReadFromJsonAsync<ModelAnswer>(cancellationToken)
                ?? throw new JsonException("The model answered null.");
        }
        catch (BrokenCircuitException broken)
        {
            throw new WebhookRetryException(_breakDuration, "The model has failed too often and is left alone.", broken);
        }
    }

    private void ThrowUnlessAnswered(HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        var status = (int)response.StatusCode;
        var pause = response.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - _time.GetUtcNow() : null;
        if (pause is { } time)
        {
            var bounded = time < TimeSpan.Zero ? TimeSpan.Zero : time > LongestPause ? LongestPause : time;
            throw new WebhookRetryException(bounded, $"The model answered {status}; come back in {bounded.TotalSeconds:0.#} s.");
        }

        // 409: the first attempt with this key is still at work. 401 and 403: the key is being changed; a person mends it, and nothing is lost.
        var mayPass = status >= 500 || response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.Conflict
            or HttpStatusCode.TooManyRequests or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;
        throw mayPass
            ? new HttpRequestException($"The model answered {status}.", null, response.StatusCode)
            : new WebhookRejectedException($"The model answered {status}. See what it has against the message, and replay the event.");
    }
}
