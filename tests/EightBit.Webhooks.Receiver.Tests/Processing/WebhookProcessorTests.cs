using System.Diagnostics.Metrics;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.Handlers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace EightBit.Webhooks.Receiver.Tests.Processing;

public sealed class WebhookProcessorTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public Task Wait_ClockSetForwardWhileItAsked_AsksAgainAtOnce()
        => AsksAgainAsync(new InboxThatIsDueLater { OnClaim = () => _time.Advance(InboxThatIsDueLater.Due) });

    [Fact]
    public Task Wait_ClockSetForwardBeforeTheWaitHasBegun_AsksAgainAtOnce()
        => AsksAgainAsync(new InboxThatIsDueLater { OnWait = () => _time.Advance(InboxThatIsDueLater.Due) });

    [Fact]
    public async Task Claim_AfterAnOutageLongerThanTheLease_RenewsFirstWhatStillRunsHere()
    {
        var inbox = new InboxWithOutage(_time);
        var work = new TaskCompletionSource();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<TimeProvider>(_time);
        builder.Services.AddSingleton(work);
        builder.Services.AddEightBitWebhooks(options => options.Secrets.Add("a-secret-of-the-processor-tests"))
            .AddHandler<WorkingHandler>("*")
            .ConfigureProcessing(options => options.HandlerTimeout = TimeSpan.FromHours(1))
            .UseInbox(_ => inbox);
        using var host = builder.Build();
        await host.StartAsync();
        await PassUntilAsync(() => inbox.Answered.Count(call => call == "claim") > 1);

        // Down from just after one heartbeat until just after another, so that the next to come is a claim.
        await PassUntilAsync(() => inbox.Answered.Contains("renew"));
        inbox.IsDown = true;
        await PassAsync(TimeSpan.FromSeconds(81));
        var before = inbox.Answered.Count;
        inbox.IsDown = false;
        await PassUntilAsync(() => inbox.Answered.Count > before);

        inbox.Answered[before].Should().Be("renew", "a claim would take the expired lease of what runs here, and run it a second time");
        work.SetResult();
        await host.StopAsync();
    }

    [Fact]
    public async Task Settle_SomebodyElseHasTheEvent_IsCountedAsLost()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddEightBitWebhooks(options => options.Secrets.Add("a-secret-of-the-processor-tests")).UseInbox(_ => new FencingInbox());
        using var host = builder.Build();
        using var metrics = new MetricRecorder(host.Services.GetRequiredService<IMeterFactory>());

        await host.StartAsync();

        (await metrics.WhenAsync("eightbit.webhooks.attempts", attempt => attempt.Value > 0)).Outcome.Should().Be("lost");
        await host.StopAsync();
    }

    private async Task PassUntilAsync(Func<bool> condition)
    {
        for (var seconds = 0; !condition(); seconds++)
        {
            seconds.Should().BeLessThan(600, "it happens at some time");
            await PassAsync(TimeSpan.FromSeconds(1));
        }
    }

    private async Task PassAsync(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromSeconds(1))
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(2); // for whoever was waiting for this second
        }
    }

    private async Task AsksAgainAsync(InboxThatIsDueLater inbox)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<TimeProvider>(_time);
        builder.Services.AddEightBitWebhooks(options => options.Secrets.Add("a-secret-of-the-processor-tests")).UseInbox(_ => inbox);
        using var host = builder.Build();
        await host.StartAsync();

        await inbox.AskedAgain.WaitAsync(TimeSpan.FromSeconds(30));

        await host.StopAsync();
    }

    private sealed class WorkingHandler(TaskCompletionSource work) : IWebhookHandler
    {
        public Task HandleAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken) => work.Task;
    }
}
