using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Sending;
using Samples.Demo;

namespace LiveAnalytics.Demo;

/// <summary>Watches the page's own feed while signed events arrive, and compares what it shows with what was sent.</summary>
internal sealed class DemoRun
{
    private const int Events = 400;
    private const int SentTwiceOf = 5;

    public static Task<int> RunAsync(Func<WebApplicationBuilder, WebApplication> createApp, TextWriter output)
        => DemoStage.PlayAsync(output, async (stage, cancellationToken) =>
        {
            await using var app = await DemoApplication.StartAsync(createApp, stage.Log);
            stage.Say($"LiveAnalytics runs at {app.Urls.Single()}; a page is open, and the platform sends {Events} events.");
            await PlayAsync(stage, app, cancellationToken);
            await app.StopAsync(CancellationToken.None);
        });

    private static async Task PlayAsync(DemoStage stage, WebApplication app, CancellationToken cancellationToken)
    {
        await using var page = await PageView.OpenAsync(new Uri(app.Urls.Single()), cancellationToken);
        var expected = new ExpectedCounts();
        using var platform = app.CreateWebhookSender();
        var accepted = 0;
        var duplicates = 0;
        var isMoving = false;
        foreach (var (sample, index) in EventsToSend().Select((sample, index) => (sample, index)))
        {
            expected.Add(sample);
            accepted += (await platform.SendAsync(sample, cancellationToken)).Code == "accepted" ? 1 : 0;
            if (index % SentTwiceOf == 0)
            {
                duplicates += (await platform.SendAsync(sample, cancellationToken)).Code == "duplicate" ? 1 : 0;
            }

            if (index == Events / 2)
            {
                var pictures = await page.Pictures.WhenAsync(pictures => pictures[^1].Minutes.Any(minute => minute.Received > 0), cancellationToken);
                isMoving = !expected.IsReachedBy(pictures[^1]);
            }
        }

        var sentTwice = (expected.Events + SentTwiceOf - 1) / SentTwiceOf;
        stage.Saw("Every event is accepted once", accepted == expected.Events, $"{accepted} of {expected.Events} accepted");
        stage.Saw("What is sent twice is a duplicate", duplicates == sentTwice, $"{duplicates} of {sentTwice} repetitions");

        var last = await page.Pictures.WhenAsync(
            pictures => pictures.Count > 0 && expected.IsReachedBy(pictures[^1]), cancellationToken);
        stage.Saw("The page shows what was sent, each event once", true, expected.Describe());
        stage.Saw("The charts moved on the way", isMoving, $"{last.Count} pictures came");
        stage.Saw("A late event is not taken for a new one", last[^1].TooLate == 1, $"{last[^1].TooLate} from two hours ago");
    }

    private static IEnumerable<SampleEvent> EventsToSend()
    {
        var generator = new SampleEventGenerator(seed: 8, conversations: 12);
        for (var sent = 0; sent < Events; sent++)
        {
            yield return generator.Next();
        }

        // The end of a conversation overtakes its beginning.
        var now = TimeProvider.System.GetUtcNow();
        yield return SampleEvents.ConversationEnded.InConversation("conv_overtaken").With("data.ended_at", now);
        yield return SampleEvents.ConversationCreated.InConversation("conv_overtaken").With("data.started_at", now.AddSeconds(-5));
        yield return SampleEvents.MessageReceived.With("data.received_at", now.AddHours(-2));
    }
}
