using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BrokenReceivers.Hosting;

/// <summary>A receiver on a free loopback port, with the hook that says what it has done.</summary>
public sealed class RunningReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningReceiver(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.Single() + "/hooks");

    public string EffectsUrl => _app.Urls.Single() + "/effects/{id}";

    public static async Task<RunningReceiver> StartAsync(SoundReceiver receiver)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        var app = builder.Build();
        app.MapMethods("/hooks", receiver.TakesGet ? ["GET", "POST"] : ["POST"], receiver.ReceiveAsync);
        app.MapGet("/effects/{id}", context => context.Response.WriteAsync(
            receiver.EffectsOf((string)context.Request.RouteValues["id"]!).ToString(CultureInfo.InvariantCulture)));
        await app.StartAsync();
        return new RunningReceiver(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
