using System.Runtime.CompilerServices;
using LiveAnalytics.Counting;

namespace LiveAnalytics.Live;

/// <summary><c>GET /api/live</c>: the whole picture when it changes, as Server-Sent Events.</summary>
/// <remarks>
/// A picture and no changes: a viewer who was away, or is slow, misses nothing but steps in between, and nothing queues up for them.
/// </remarks>
internal static class LiveFeed
{
    /// <summary>However fast events arrive, viewers get so many pictures a second.</summary>
    private static readonly TimeSpan AtMostEvery = TimeSpan.FromMilliseconds(250);

    /// <summary>The window moves on without events; and a proxy cuts a connection that is silent.</summary>
    private static readonly TimeSpan AtLeastEvery = TimeSpan.FromSeconds(10);

    public static IResult Open(
        HttpContext context, LiveBoard board, Viewers viewers, TimeProvider time, IHostApplicationLifetime lifetime)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!viewers.TryEnter())
        {
            context.Response.Headers.RetryAfter = "30";
            return TypedResults.Problem($"{Viewers.Most} pages are open already.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        context.Response.OnCompleted(() =>
        {
            viewers.Leave();
            return Task.CompletedTask;
        });

        // An open page must not hold up the end of the application.
        return TypedResults.ServerSentEvents(PicturesAsync(board, time, lifetime.ApplicationStopping, context.RequestAborted), "picture");
    }

    private static async IAsyncEnumerable<LiveSnapshot> PicturesAsync(
        LiveBoard board, TimeProvider time, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        while (!ending.IsCancellationRequested)
        {
            var changed = board.Changed;
            yield return board.Read();
            await Pause(Task.Delay(AtMostEvery, time, ending.Token));
            await Pause(changed.WaitAsync(AtLeastEvery, time, ending.Token));
        }
    }

    private static async Task Pause(Task until) => await until.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
