using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Cli.Tests.Support;

/// <summary>A receiver on a free loopback port that keeps what comes, and answers as a test wants.</summary>
internal sealed class RecordingServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ReceivedRequest> _requests = new();
    private readonly Func<ReceivedRequest, HttpContext, Task> _answer;

    private RecordingServer(WebApplication app, Func<ReceivedRequest, HttpContext, Task> answer)
    {
        _app = app;
        _answer = answer;
    }

    public IReadOnlyList<ReceivedRequest> Requests => [.. _requests];

    public string Url => _app.Urls.Single() + "/hooks";

    /// <summary>Answers 200 unless told otherwise.</summary>
    public static async Task<RecordingServer> StartAsync(Func<ReceivedRequest, HttpContext, Task>? answer = null, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        var server = new RecordingServer(builder.Build(), answer ?? ((_, context) => AnswerAsync(context, 200, """{"code":"accepted"}""")));
        server._app.Run(server.HandleAsync);
        await server._app.StartAsync();
        return server;
    }

    public static async Task AnswerAsync(HttpContext context, int status, string body = "")
    {
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(body);
    }

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var request = new ReceivedRequest(body.ToArray(), context.Request.Headers);
        _requests.Enqueue(request);
        await _answer(request, context);
    }
}
