// One server of the load benchmark, in a process of its own. benchmarks/Load starts it, and asks for its figures over standard input.
// Usage: LoadServer KIND [RESOURCE]   KIND: bare, handwritten, octokit, memory, sqlite, redis, inline
using LoadServer;
using LoadServer.Servers;
using Microsoft.Extensions.Logging.Console;

var kind = args.FirstOrDefault() ?? "";
if (!WebhookServers.TryFind(kind, out var server))
{
    Console.Error.WriteLine($"There is no server '{kind}'. There are: {string.Join(", ", WebhookServers.Kinds)}.");
    return 2;
}

var builder = WebApplication.CreateSlimBuilder();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Logging.ClearProviders().AddSimpleConsole().SetMinimumLevel(LogLevel.Warning)
    .AddFilter("EightBit.Webhooks.Receiver.Receiving", LogLevel.Error); // of the requests that the client breaks off when it stops
builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace); // standard output is for the figures
builder.Services.AddSingleton<HandledCount>();
server.Configure(builder, args.ElementAtOrDefault(1) ?? "");

await using var app = builder.Build();
server.Map(app);
await app.StartAsync();
Console.WriteLine(app.Urls.First());

var figures = new Figures(app.Services.GetRequiredService<HandledCount>());
while (Console.ReadLine() is { } command && command != "stop")
{
    Console.WriteLine(figures.Answer(command));
}

await app.StopAsync();
return 0;
