using System.Globalization;
using ExternalProcessing.Model;
using Samples.Demo;

namespace ExternalProcessing.Demo;

/// <summary>A model on this machine: real HTTP, takes money once for each idempotency key, and is often in a bad mood.</summary>
internal sealed class ModelStandIn : IAsyncDisposable
{
    public const int RetryAfterSeconds = 1;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _called = [];
    private readonly HashSet<string> _paid = [];
    private readonly Func<int, ModelMood> _moodOf;
    private LoopbackServer? _server;

    /// <param name="moodOf">The mood for the first call with the n-th key, from 0.</param>
    private ModelStandIn(Func<int, ModelMood> moodOf) => _moodOf = moodOf;

    /// <summary>While set, every call is answered 503.</summary>
    public bool IsDown { get; set; }

    public Tally<ModelCall> Calls { get; } = new();

    public string Url => new Uri(_server!.Address, "/v1/answers").ToString();

    public static async Task<ModelStandIn> StartAsync(Func<int, ModelMood> moodOf)
    {
        var model = new ModelStandIn(moodOf);
        model._server = await LoopbackServer.StartAsync(app => app.MapPost("/v1/answers", model.AnswerAsync));
        return model;
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task<IResult> AnswerAsync(HttpContext context, ModelQuestion question)
    {
        var mood = Take(context.Request.Headers["Idempotency-Key"].ToString(), question);
        switch (mood)
        {
            case ModelMood.Busy:
                return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
            case ModelMood.Strict:
                context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
                return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
            case ModelMood.PaidButSilent:
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return TypedResults.Empty;
            case ModelMood.PaidButFailed:
                return TypedResults.StatusCode(StatusCodes.Status500InternalServerError);
            default:
                return TypedResults.Ok(new ModelAnswer($"An answer to \"{question.Text}\""));
        }
    }

    private ModelMood Take(string key, ModelQuestion question)
    {
        lock (_lock)
        {
            var mood = IsDown ? ModelMood.Busy : _called.Add(key) ? _moodOf(_called.Count - 1) : ModelMood.Well;
            var costs = mood is not (ModelMood.Busy or ModelMood.Strict);

            // Without a key, each call is a question of its own.
            var isPaid = costs && (key.Length == 0 || _paid.Add(key));
            Calls.Add(new ModelCall(key, question.ConversationId, mood, isPaid, TimeProvider.System.GetUtcNow()));
            return mood;
        }
    }
}
