using System.Security.Cryptography;
using System.Text.Json;
using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Sending;
using LambdaVerifier.Database;
using LambdaVerifier.Function;
using LambdaVerifier.Ids;
using LambdaVerifier.Queue;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LambdaVerifier.Demo;

/// <summary>Calls the function as its host would, a new instance for each request, and checks the answers and the queue.</summary>
internal sealed class DemoRun
{
    internal delegate WebhookFunction FunctionFactory(
        WebhookReceiverOptions options, LocalFile file, IEventQueue queue, ILoggerFactory loggers, TimeProvider time);

    private readonly FunctionFactory _createFunction;
    private readonly TextWriter _output;
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly string _secret = RandomNumberGenerator.GetHexString(64, lowercase: true);
    private readonly LocalFile _file;
    private readonly FlakyQueue _queue;
    private int _steps;
    private int _findings;

    private DemoRun(FunctionFactory createFunction, LocalFile file, TextWriter output)
    {
        _createFunction = createFunction;
        _file = file;
        _queue = new FlakyQueue(new QueueTable(file));
        _output = output;
    }

    /// <returns>The exit code: 0 only if everything was as expected.</returns>
    public static async Task<int> RunAsync(FunctionFactory createFunction, TextWriter output)
    {
        var directory = Directory.CreateTempSubdirectory("lambdaverifier-demo-");
        var file = new LocalFile(Path.Combine(directory.FullName, "lambda.db"));
        try
        {
            return await new DemoRun(createFunction, file, output).PlayAsync() ? 0 : 1;
        }
        catch (Exception exception)
        {
            output.WriteLine($"The demo could not be played to its end: {exception}");
            return 1;
        }
        finally
        {
            file.Close();
            directory.Delete(recursive: true);
        }
    }

    private async Task<bool> PlayAsync()
    {
        _output.WriteLine($"{"Request",-52} {"Answered",-26} Expected");
        var script = new DemoScript(WebhookSecret.FromText(_secret), _time);
        foreach (var step in script.Steps())
        {
            await PlayAsync(step);
        }

        await PlayOutageAsync(script.DuringOutage);
        await PlayHangingInstanceAsync();
        await CheckQueueAsync(script.Expected);
        _output.WriteLine(_findings == 0
            ? $"All {_steps} requests were answered as expected, and the queue has the {script.Expected.Count} accepted events, once each, byte by byte."
            : $"NOT as expected: {_findings} findings, marked with '!'.");
        return _findings == 0;
    }

    private async Task PlayOutageAsync(SignedDelivery delivery)
    {
        _queue.IsDown = true;
        await PlayAsync(new("the queue is down", Requests.AsText(delivery), "503 inbox_unavailable"));
        _queue.IsDown = false;
        await PlayAsync(new("the platform's retry, the queue is back", Requests.AsText(delivery), "200 accepted"));
    }

    private async Task PlayHangingInstanceAsync()
    {
        var sent = SampleEvents.AgentError;
        await new IdTable(_file, _time).ClaimAsync(new DeduplicationKey("", null, sent.Id), TimeSpan.FromMinutes(1), CancellationToken.None);
        var delivery = SignedDelivery.Of(sent, WebhookSecret.FromText(_secret), _time);
        await PlayAsync(new("another instance is still at it", Requests.AsText(delivery), "409 in_progress"));
    }

    private async Task PlayAsync(DemoStep step)
    {
        // From JSON to JSON, and without anything that an instance could have kept: every call is a cold start.
        var function = _createFunction(new WebhookReceiverOptions { Secrets = { _secret } }, _file, _queue, NullLoggerFactory.Instance, _time);
        var request = JsonSerializer.Serialize(step.Request, FunctionJson.Default.FunctionRequest);
        var response = await function.HandleAsync(JsonSerializer.Deserialize(request, FunctionJson.Default.FunctionRequest)!);
        using var body = JsonDocument.Parse(response.Body);
        var answer = $"{response.StatusCode} {body.RootElement.GetProperty("code").GetString()}";
        _steps++;
        Report(answer == step.ExpectedAnswer, $"{step.Title,-52} {answer,-26} {step.ExpectedAnswer}");
    }

    private async Task CheckQueueAsync(IReadOnlyList<SignedDelivery> expected)
    {
        var queued = await new QueueTable(_file).ReadAllAsync(CancellationToken.None);
        var asExpected = queued.Select(queuedEvent => Convert.ToHexString(queuedEvent.Body))
            .SequenceEqual(expected.Select(delivery => Convert.ToHexString(delivery.Body.Span)));
        _output.WriteLine();
        Report(asExpected, $"in the queue: {string.Join(", ", queued.Select(queuedEvent => $"{queuedEvent.EventType} {queuedEvent.EventId}"))}");
    }

    private void Report(bool asExpected, string line)
    {
        _findings += asExpected ? 0 : 1;
        _output.WriteLine(asExpected ? line : $"! {line}");
    }
}
