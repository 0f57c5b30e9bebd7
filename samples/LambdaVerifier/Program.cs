using System.Text.Json;
using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Verifying;
using LambdaVerifier.Database;
using LambdaVerifier.Demo;
using LambdaVerifier.Function;
using LambdaVerifier.Ids;
using LambdaVerifier.Queue;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace LambdaVerifier;

internal static class Program
{
    private const int Answered = 0;
    private const int Failed = 1;
    private const int WrongUsage = 2;

    private const string Usage =
        """
        LambdaVerifier --demo          plays good and bad requests, and checks the answers
        LambdaVerifier invoke [FILE]   answers one request (payload format 2.0) from a file or standard input, as a function host would have it
        """;

    public static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["--demo"]:
                return await DemoRun.RunAsync(CreateFunction, Console.Out);

            case ["invoke"]:
                return await InvokeAsync(Console.In);

            case ["invoke", var path]:
                if (!File.Exists(path))
                {
                    Console.Error.WriteLine($"There is no file {path}.");
                    return WrongUsage;
                }

                using (var file = File.OpenText(path))
                {
                    return await InvokeAsync(file);
                }

            default:
                Console.Error.WriteLine(Usage);
                return WrongUsage;
        }
    }

    /// <summary>What a function does once, when an instance starts. Where a secret is missing, the instance does not start.</summary>
    internal static WebhookFunction CreateFunction(
        WebhookReceiverOptions options, LocalFile file, IEventQueue queue, ILoggerFactory loggers, TimeProvider time)
        => new(new WebhookVerifier(options) { Time = time }, new IdTable(file, time), queue, loggers.CreateLogger<WebhookFunction>(), time);

    private static async Task<int> InvokeAsync(TextReader input)
    {
        // Named as in an ASP.NET Core application: EightBit__Webhooks__Secrets__0 and so on.
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var options = configuration.GetSection("EightBit:Webhooks").Get<WebhookReceiverOptions>() ?? new WebhookReceiverOptions();
        using var loggers = LoggerFactory.Create(logging => logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
        try
        {
            var file = new LocalFile(configuration["LambdaVerifier:Database"] ?? "lambda.db");
            await new IdTable(file, TimeProvider.System).ForgetExpiredAsync(CancellationToken.None);
            var function = CreateFunction(options, file, new QueueTable(file), loggers, TimeProvider.System);
            var request = JsonSerializer.Deserialize(await input.ReadToEndAsync(), FunctionJson.Default.FunctionRequest)
                ?? throw new JsonException("The request is null.");
            Console.WriteLine(JsonSerializer.Serialize(await function.HandleAsync(request), FunctionJson.Default.FunctionResponse));
            return Answered;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or JsonException)
        {
            Console.Error.WriteLine(exception.Message);
            return Failed;
        }
    }
}
