using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Sending;
using EightBit.Webhooks.Receiver.Testing.Waiting;
using ExternalProcessing.Answers;
using Microsoft.Data.Sqlite;
using Samples.Demo;

namespace ExternalProcessing.Demo;

/// <summary>Sends messages while the model is down or in a bad mood, and counts what it was paid for.</summary>
internal sealed class DemoRun
{
    private const int Conversations = 5;
    private const int WhileDown = 10;
    private const int InAll = 40;

    private readonly DemoStage _stage;
    private readonly ModelStandIn _model;
    private readonly Func<Task<WebApplication>> _startApp;
    private readonly IReadOnlyList<SampleEvent> _messages;
    private readonly CancellationToken _cancellationToken;

    private DemoRun(DemoStage stage, ModelStandIn model, Func<Task<WebApplication>> startApp, CancellationToken cancellationToken)
    {
        _stage = stage;
        _model = model;
        _startApp = startApp;
        _cancellationToken = cancellationToken;
        _messages =
        [
            .. Enumerable.Range(0, InAll).Select(number => SampleEvents.MessageReceived
                .InConversation($"conv_{number % Conversations}").With("data.content", $"Question {number}")),
        ];
    }

    public static Task<int> RunAsync(Func<WebApplicationBuilder, WebApplication> createApp, TextWriter output)
        => DemoStage.PlayAsync(output, async (stage, cancellationToken) =>
        {
            var directory = Directory.CreateTempSubdirectory("externalprocessing-demo-");
            try
            {
                // The moods come in turn: 8 messages of each.
                await using var model = await ModelStandIn.StartAsync(number => (ModelMood)(number % Enum.GetValues<ModelMood>().Length));
                var startApp = () => DemoApplication.StartAsync(
                    createApp,
                    stage.Log,
                    ("ConnectionStrings:Webhooks", $"Data Source={Path.Combine(directory.FullName, "inbox.db")}"),
                    ("ConnectionStrings:Answers", $"Data Source={Path.Combine(directory.FullName, "answers.db")}"),
                    ("EightBit:Webhooks:Processing:RetryBaseDelay", "00:00:00.2"),
                    ("EightBit:Webhooks:Processing:RetryMaxDelay", "00:00:01"),
                    ("EightBit:Webhooks:Processing:DrainTimeout", "00:00:01"),
                    ("ExternalProcessing:Model:Url", model.Url),
                    ("ExternalProcessing:Model:CallTimeout", "00:00:00.5"),
                    ("ExternalProcessing:Model:BreakDuration", "00:00:01"));
                await new DemoRun(stage, model, startApp, cancellationToken).PlayAsync();
            }
            finally
            {
                SqliteConnection.ClearAllPools(); // pooled connections keep the files open
                directory.Delete(recursive: true);
            }
        });

    private async Task PlayAsync()
    {
        _stage.Say($"The model is down while {WhileDown} messages arrive; then the application is stopped, and started again.");
        _model.IsDown = true;
        await using (var first = await _startApp())
        {
            await SendAsync(first, _messages.Take(WhileDown));
            await _model.Calls.WhenAsync(calls => calls.Count >= Conversations, _cancellationToken);
            await first.StopAsync(_cancellationToken);
        }

        _stage.Say($"The model is up, and in a bad mood; {InAll - WhileDown} more messages arrive.");
        _model.IsDown = false;
        await using var second = await _startApp();
        await SendAsync(second, _messages.Skip(WhileDown));
        await _model.Calls.WhenAsync(calls => calls.Count(call => call.IsPaid) >= InAll, _cancellationToken);
        await second.WhenIdleAsync(cancellationToken: _cancellationToken);

        var answers = second.Services.GetRequiredService<AnswerBook>().Latest();
        Check(answers);
        await second.StopAsync(_cancellationToken);
    }

    /// <summary>Sends each twice, as the platform does when an answer is lost on the way.</summary>
    private async Task SendAsync(WebApplication app, IEnumerable<SampleEvent> messages)
    {
        using var platform = app.CreateWebhookSender();
        foreach (var message in messages)
        {
            var answer = await platform.SendAsync(message, _cancellationToken);
            var again = await platform.SendAsync(message, _cancellationToken);
            if (answer.Code != "accepted" || again.Code != "duplicate")
            {
                _stage.Saw("A message is accepted once", false, $"{message.Id} was answered {answer}, then {again}");
            }
        }
    }

    private void Check(IReadOnlyList<Answer> answers)
    {
        var calls = _model.Calls.Items;
        var paid = calls.Count(call => call.IsPaid);
        var complete = answers.Select(answer => answer.EventId).ToHashSet().SetEquals(_messages.Select(message => message.Id));
        _stage.Saw("Every message has its answer, those from before the restart too", complete, $"{answers.Count} answers to {InAll} messages");
        _stage.Saw("Each was paid for once", paid == InAll && calls.All(call => call.Key.Length > 0), $"{calls.Count} calls, {paid} paid, none without a key");

        var lost = calls.Count(call => call.Mood is ModelMood.PaidButSilent or ModelMood.PaidButFailed);
        _stage.Saw("Paid answers that were lost on the way were asked for again", lost > 0, $"{lost} of them, with the same key and for nothing");

        var tooEarly = calls.Where(call => call.Mood == ModelMood.Strict).Count(call => !WasPatientAfter(calls, call));
        _stage.Saw("Retry-After was honoured", tooEarly == 0, $"{calls.Count(call => call.Mood == ModelMood.Strict)} × 429, {tooEarly} too early");

        var outOfOrder = _messages.GroupBy(ConversationOf).Count(conversation => !OrderOf(calls, conversation.Key).SequenceEqual(conversation.Select(message => message.Id)));
        _stage.Saw("Each conversation was asked in order, one message at a time", outOfOrder == 0, $"{Conversations - outOfOrder} of {Conversations} conversations");
    }

    private static string ConversationOf(SampleEvent message) => message.Data.GetProperty("conversation_id").GetString()!;

    private static bool WasPatientAfter(IReadOnlyList<ModelCall> calls, ModelCall refused)
        => calls.Where(call => call.Key == refused.Key && call.At > refused.At)
            .All(call => (call.At - refused.At).TotalSeconds >= ModelStandIn.RetryAfterSeconds - 0.05);

    /// <summary>The keys in the order of their calls, repetitions left out: an id that comes back later would show up twice.</summary>
    private static List<string> OrderOf(IReadOnlyList<ModelCall> calls, string conversation)
    {
        var keys = calls.Where(call => call.ConversationId == conversation).Select(call => call.Key).ToList();
        return [.. keys.Where((key, index) => index == 0 || keys[index - 1] != key)];
    }
}
