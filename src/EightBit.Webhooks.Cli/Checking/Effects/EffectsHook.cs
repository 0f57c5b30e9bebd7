using System.Globalization;
using System.Text;
using EightBit.Webhooks.Cli.Checking.Sending;
using EightBit.Webhooks.Cli.Output;

namespace EightBit.Webhooks.Cli.Checking.Effects;

/// <summary>The receiver's own word on how often an event has had an effect.</summary>
internal sealed class EffectsHook : IDisposable
{
    public const string Placeholder = "{id}";

    private const int MaxAnswerBytes = 64 * 1024;
    private const int LongestMessage = 300;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly HttpClient _http;
    private readonly string _url;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _time;

    public EffectsHook(string url, CheckSettings settings, TimeProvider time)
    {
        _url = url;
        _patience = settings.Patience;
        _time = time;

        // A redirect is no number; and where it leads may be no address at all, which the handler answers with exceptions that nobody documents.
        var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, ConnectCallback = settings.Connect };
        handler.SslOptions.RemoteCertificateValidationCallback = CertificateTrust.Of(settings);
        _http = new HttpClient(handler) { Timeout = settings.Patience, MaxResponseContentBufferSize = MaxAnswerBytes };
    }

    /// <exception cref="EffectsException">There is no number to be had.</exception>
    public async Task<int> CountAsync(string eventId, CancellationToken cancellationToken)
    {
        var url = _url.Replace(Placeholder, Uri.EscapeDataString(eventId), StringComparison.Ordinal);
        string text;
        try
        {
            text = Encoding.UTF8.GetString(await _http.GetByteArrayAsync(new Uri(url), cancellationToken)); // whatever charset it names
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new EffectsException($"The effects URL failed: {PlainText.OneLine(exception.Message, LongestMessage)}", exception);
        }

        return int.TryParse(text.TrimStart('\uFEFF').Trim().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : throw new EffectsException("The effects URL answered something that is not a number.");
    }

    /// <summary>Waits for an effect, as long as for an answer.</summary>
    /// <returns>How many there were when there was one; 0 if there was none in time.</returns>
    public async Task<int> WhenThereAsync(string eventId, CancellationToken cancellationToken)
    {
        var startedAt = _time.GetTimestamp();
        while (true)
        {
            var count = await CountAsync(eventId, cancellationToken);
            if (count > 0 || _time.GetElapsedTime(startedAt) > _patience)
            {
                return count;
            }

            await Task.Delay(Pause, _time, cancellationToken);
        }
    }

    public void Dispose() => _http.Dispose();
}
