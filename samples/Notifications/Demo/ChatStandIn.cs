using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Samples.Demo;

namespace Notifications.Demo;

/// <summary>A chat's incoming webhook on this machine: takes JSON with a <c>text</c>, and refuses when it is told to.</summary>
internal sealed class ChatStandIn : IAsyncDisposable
{
    private const string Path = "/hooks/a-secret-path";

    private readonly ConcurrentQueue<(int Status, int? RetryAfterSeconds)> _refusals = new();
    private LoopbackServer? _server;

    public Tally<ChatPost> Posts { get; } = new();

    public string Url => new Uri(_server!.Address, Path).ToString();

    public static async Task<ChatStandIn> StartAsync()
    {
        var chat = new ChatStandIn();
        chat._server = await LoopbackServer.StartAsync(app => app.MapPost(Path, chat.Take));
        return chat;
    }

    public void RefuseNext(int status, int? retryAfterSeconds = null) => _refusals.Enqueue((status, retryAfterSeconds));

    public IReadOnlyList<string> Texts() => [.. Posts.Items.Where(post => post.Status == 200).Select(post => post.Text)];

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private StatusCodeHttpResult Take(HttpContext context, ChatBody body)
    {
        var refused = _refusals.TryDequeue(out var refusal);
        var status = refused ? refusal.Status : StatusCodes.Status200OK;
        if (refusal.RetryAfterSeconds is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        Posts.Add(new ChatPost(body.Text, status, TimeProvider.System.GetUtcNow()));
        return TypedResults.StatusCode(status);
    }

    private sealed record ChatBody(string Text);
}
