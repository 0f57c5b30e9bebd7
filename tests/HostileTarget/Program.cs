// One receiver to be attacked, in a process of its own, so that its memory and its open files are its own. It prints two addresses (HTTP/1.1, and
// HTTP/2 without TLS), then answers questions about itself over standard input, so that no attack stands in their way.
using System.Net;
using HostileTarget;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Console;

var builder = WebApplication.CreateBuilder(args);
builder.Services.Configure<KestrelServerOptions>(builder.Configuration.GetSection("Target:Server"));
builder.WebHost.ConfigureKestrel(server =>
{
    server.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
    server.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
});
builder.Logging.ClearProviders().AddSimpleConsole();
builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace); // standard output is for the figures
builder.Services.AddSingleton<HandledCount>();
builder.Services.AddSingleton<OutcomeCounts>();
builder.Services.AddEightBitWebhooks().AddHandler<CountingHandler>("*");

await using var app = builder.Build();
app.MapEightBitWebhooks();
using var outcomes = app.Services.GetRequiredService<OutcomeCounts>();
await app.StartAsync();
Console.WriteLine(string.Join(' ', app.Urls));

while (Console.ReadLine() is { } command && command != "stop")
{
    Console.WriteLine(Figures.Take(outcomes, app.Services.GetRequiredService<HandledCount>(), collect: command == "collect").ToJson());
}

await app.StopAsync();
