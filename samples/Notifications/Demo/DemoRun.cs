using System.Globalization;
using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Sending;
using Microsoft.Data.Sqlite;
using Samples.Demo;

namespace Notifications.Demo;

/// <summary>Sends errors and traffic to the application, and looks at what comes to the chat.</summary>
internal sealed class DemoRun
{
    private const int PatienceSeconds = 2;
    private const int Messages = 60;
    private const int Errors = 40;
    private const string DigestBegin = "Held back: ";

    private readonly DemoStage _stage;
    private readonly ChatStandIn _chat;
    private readonly WebhookSender _platform;
    private readonly CancellationToken _cancellationToken;

    private DemoRun(DemoStage stage, ChatStandIn chat, WebhookSender platform, CancellationToken cancellationToken)
    {
        _stage = stage;
        _chat = chat;
        _platform = platform;
        _cancellationToken = cancellationToken;
    }

    public static Task<int> RunAsync(Func<WebApplicationBuilder, WebApplication> createApp, TextWriter output)
        => DemoStage.PlayAsync(output, async (stage, cancellationToken) =>
        {
            var directory = Directory.CreateTempSubdirectory("notifications-demo-");
            try
            {
                await using var chat = await ChatStandIn.StartAsync();
                await using var app = await DemoApplication.StartAsync(
                    createApp,
                    stage.Log,
                    ("ConnectionStrings:Webhooks", $"Data Source={Path.Combine(directory.FullName, "inbox.db")}"),
                    ("Notifications:Chat:Url", chat.Url),
                    ("Notifications:Limit:Burst", "5"),
                    ("Notifications:Limit:OneEvery", "01:00:00"),
                    ("Notifications:Limit:DigestEvery", "00:00:02"),
                    ("Notifications:Traffic:MessagesPerMinute", "30"));
                stage.Say($"Notifications runs at {app.Urls.Single()}, a stand-in for the chat beside it; the limit is 5 messages, then digests.");
                using var platform = app.CreateWebhookSender();
                await new DemoRun(stage, chat, platform, cancellationToken).PlayAsync(app);
            }
            finally
            {
                SqliteConnection.ClearAllPools(); // pooled connections keep the file open
                directory.Delete(recursive: true);
            }
        });

    private async Task PlayAsync(WebApplication app)
    {
        await ReportAnErrorAsync();
        await BePatientAsync();
        await ReportTrafficAsync();
        await HoldBackAsync();
        await app.StopAsync(_cancellationToken);

        var told = _chat.Texts();
        var digests = told.Count(IsDigest);
        _stage.Saw("Nothing else was said", told.Count - digests == 4, $"{told.Count} messages in all, of which {digests} digests");
        foreach (var text in told)
        {
            _stage.Say($"    | {text.ReplaceLineEndings($"{Environment.NewLine}    |   ")}");
        }
    }

    private async Task ReportAnErrorAsync()
    {
        var error = SampleEvents.AgentError.With("data.error_message", "<!channel> the knowledge base is down");
        await _platform.SendAsync(error, _cancellationToken);
        await _platform.SendAsync(error, _cancellationToken);
        var posts = await _chat.Posts.WhenAsync(posts => posts.Count >= 1, _cancellationToken);
        var isSafe = posts[0].Text.Contains("&lt;!channel&gt;", StringComparison.Ordinal);
        _stage.Saw("An error is told, and mentions nobody", isSafe, "its \"<!channel>\" came as text");
    }

    private async Task BePatientAsync()
    {
        _chat.RefuseNext(StatusCodes.Status429TooManyRequests, PatienceSeconds);
        await _platform.SendAsync(SampleEvents.AgentError, _cancellationToken);
        var posts = await _chat.Posts.WhenAsync(posts => posts.Count >= 3, _cancellationToken);
        var pause = (posts[2].At - posts[1].At).TotalSeconds;
        var hasWaited = posts[1].Status == 429 && posts[2].Status == 200 && posts[2].Text == posts[1].Text && pause >= PatienceSeconds - 0.05;
        _stage.Saw($"A 429 with Retry-After {PatienceSeconds} is honoured", hasWaited, string.Create(CultureInfo.InvariantCulture, $"told {pause:0.00} s later"));
    }

    private async Task ReportTrafficAsync()
    {
        for (var sent = 0; sent < Messages; sent++)
        {
            await _platform.SendAsync(SampleEvents.MessageReceived, _cancellationToken);
        }

        await _chat.Posts.WhenAsync(posts => posts.Any(post => IsAlarm(post.Text)), _cancellationToken);
        var alarms = _chat.Texts().Count(IsAlarm);
        _stage.Saw("High traffic is told once", alarms == 1, $"{Messages} messages, {alarms} alarm");
    }

    private async Task HoldBackAsync()
    {
        var before = _chat.Texts().Count;
        foreach (var error in Enumerable.Range(0, Errors).Select(_ => SampleEvents.AgentError))
        {
            await _platform.SendAsync(error, _cancellationToken);
            await _platform.SendAsync(error, _cancellationToken); // a duplicate
        }

        await _chat.Posts.WhenAsync(_ => Told(before) >= Errors, _cancellationToken);
        var alone = _chat.Texts().Skip(before).Count(text => !IsDigest(text));
        _stage.Saw("A burst becomes a message and a digest", alone == 1 && Told(before) == Errors, $"{Errors} errors: {alone} alone, {Told(before) - alone} in digests");
    }

    private int Told(int since)
        => _chat.Texts().Skip(since).Sum(text => IsDigest(text) ? int.Parse(text[DigestBegin.Length..].Split(' ')[0], CultureInfo.InvariantCulture) : 1);

    private static bool IsDigest(string text) => text.StartsWith(DigestBegin, StringComparison.Ordinal);

    private static bool IsAlarm(string text) => text.StartsWith("High traffic", StringComparison.Ordinal);
}
