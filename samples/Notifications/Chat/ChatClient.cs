using System.Net;
using EightBit.Webhooks.Receiver.Handlers;

namespace Notifications.Chat;

/// <summary>Posts to the chat, and turns its refusals into what the inbox understands.</summary>
internal sealed class ChatClient
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>So that no clock's rounding brings the message back while the pause is still on.</summary>
    private static readonly TimeSpan AfterPause = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient _http;
    private readonly ChatPause _pause;
    private readonly TimeProvider _time;

    public ChatClient(HttpClient http, ChatPause pause, TimeProvider time)
    {
        _http = http;
        _pause = pause;
        _time = time;
    }

    /// <exception cref="WebhookRetryException">The chat has asked for patience: again when it said.</exception>
    /// <exception cref="WebhookRejectedException">It will not take this message, today or tomorrow.</exception>
    /// <exception cref="HttpRequestException">It is not well: again after the usual delay.</exception>
    public async Task PostAsync(string text, CancellationToken cancellationToken)
    {
        using var response = await _http.PostAsJsonAsync((Uri?)null, new { text }, cancellationToken);
        switch (response.StatusCode)
        {
            case HttpStatusCode.TooManyRequests:
                var pause = PauseAskedFor(response);
                _pause.Begin(pause);
                throw new WebhookRetryException(pause + AfterPause, $"The chat answered 429; it wants {pause.TotalSeconds:0.#} s of silence.");
            case HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError:
                throw new HttpRequestException($"The chat answered {(int)response.StatusCode}.", null, response.StatusCode);
            case >= HttpStatusCode.BadRequest:
                throw new WebhookRejectedException(
                    $"The chat answered {(int)response.StatusCode}. Check {ChatOptions.Section}:Url (was the webhook revoked?), and replay the event.");
        }
    }

    /// <summary>Seconds or a date; nothing said means the shortest.</summary>
    private TimeSpan PauseAskedFor(HttpResponseMessage response)
    {
        var retryAfter = response.Headers.RetryAfter;
        var pause = retryAfter?.Delta ?? retryAfter?.Date - _time.GetUtcNow() ?? ShortestPause;
        return pause < ShortestPause ? ShortestPause : pause > LongestPause ? LongestPause : pause;
    }
}
