namespace Samples.Demo;

/// <summary>A server of another system, played by this process: real HTTP, on a free port of this machine.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    public const string FreePort = "http://127.0.0.1:0";

    private readonly WebApplication _app;

    private LoopbackServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public static async Task<LoopbackServer> StartAsync(Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear(); // no setting of this machine plays a part
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>("urls", FreePort)]);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        map(app);
        await app.StartAsync();
        return new LoopbackServer(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
