using System.Net.ServerSentEvents;
using System.Text.Json;
using LiveAnalytics.Counting;
using Samples.Demo;

namespace LiveAnalytics.Demo;

/// <summary>Reads the feed as the page does.</summary>
internal sealed class PageView : IAsyncDisposable
{
    private readonly HttpClient _http;
    private readonly CancellationTokenSource _closing = new();
    private Task _reading = Task.CompletedTask;

    // A proxy of the environment has no business between two ends on this machine.
    private PageView(Uri application) => _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = application };

    public Tally<LiveSnapshot> Pictures { get; } = new();

    /// <returns>The view, once its first picture is there.</returns>
    public static async Task<PageView> OpenAsync(Uri application, CancellationToken cancellationToken)
    {
        var view = new PageView(application);
        var stream = await view._http.GetStreamAsync(new Uri("/api/live", UriKind.Relative), cancellationToken);
        view._reading = view.ReadAsync(stream);
        await view.Pictures.WhenAsync(pictures => pictures.Count > 0, cancellationToken);
        return view;
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _http.Dispose();
        _closing.Dispose();
    }

    private async Task ReadAsync(Stream stream)
    {
        var pictures = SseParser.Create(stream, (_, data) => JsonSerializer.Deserialize<LiveSnapshot>(data, JsonSerializerOptions.Web)!);
        await foreach (var picture in pictures.EnumerateAsync(_closing.Token))
        {
            Pictures.Add(picture.Data);
        }
    }
}
