using System.Collections.Concurrent;
using System.Globalization;
using EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Hosting;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Waiting;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Pictures;

/// <summary>An hour in the life of a receiver: most of it well, some of it not.</summary>
internal sealed class DemoTraffic(DashboardApp app, DemoClock clock)
{
    /// <summary>An event that has died for good, with an error worth reading.</summary>
    public const string DeadId = "evt_8f2c71d9";

    /// <summary>Attempts and delays as an application has them by default, and fewer of them.</summary>
    public static Dictionary<string, string?> Settings => new()
    {
        ["EightBit:Webhooks:Processing:MaxAttempts"] = "8",
        ["EightBit:Webhooks:Processing:RetryBaseDelay"] = "00:00:02",
        ["EightBit:Webhooks:Processing:RetryMaxDelay"] = "00:15:00",
    };

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(10);

    private readonly Random _random = new(8);
    private readonly SampleEventGenerator _events = new(seed: 8, conversations: 12, clock);
    private readonly ConcurrentDictionary<string, Func<Exception>> _failing = new();

    /// <param name="steps">How many times 10 seconds; an hour when left out.</param>
    public async Task RunAsync(int steps = 360)
    {
        app.Script.Handle = HandleAsync;
        await WarmUpAsync();
        await FailAsync(SampleEvents.ConversationEscalated with { Id = DeadId }, Locked(DeadId));
        for (var step = 0; step < steps; step++)
        {
            await SendGoodAsync(step);
            await SendBadAsync(step);
            clock.Advance(Step);
            await WhenCalmAsync();
        }

        await FailAsync(Next() with { Type = "message.sent" }, () => new TimeoutException("The CRM did not answer within 10 s."));
        await RefuseAsync();
        await SucceedAsync(Next() with { Type = "message.received" });
        clock.Advance(TimeSpan.FromSeconds(3));
    }

    /// <summary>The first deliveries of a process are slower than any after them; they are over when the hour begins.</summary>
    private async Task WarmUpAsync()
    {
        for (var i = 0; i < 50; i++)
        {
            await SucceedAsync(Next());
        }

        clock.Advance(TimeSpan.FromMinutes(5));
    }

    /// <summary>Waits for the retries that have become due, so that no attempt takes as long as the clock jumps.</summary>
    private async Task WhenCalmAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await IsBusyAsync())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(2), patience.Token);
        }
    }

    private async Task<bool> IsBusyAsync()
    {
        var inbox = app.Host.Services.GetRequiredService<IWebhookInboxAdmin>();
        return (await inbox.GetStatisticsAsync()).Claimed > 0
            || (await inbox.ListRetriesAsync(new RetryQuery())).Any(retry => retry.NextAttemptAt <= clock.GetUtcNow());
    }

    private async Task SendGoodAsync(int step)
    {
        var count = _random.Next(0, 3) + (step % 90 < 25 ? 2 : 0);
        for (var i = 0; i < count; i++)
        {
            await SucceedAsync(Next());
        }
    }

    private async Task SendBadAsync(int step)
    {
        if (step % 41 == 7)
        {
            await RefuseAsync();
        }

        if (step is 61 or 203)
        {
            await app.Platform.SendAsync(app.Platform.Sign(Next()).SentAt(clock.GetUtcNow().AddHours(-1)));
        }

        if (step is 113 or 298)
        {
            await FailAsync(Next() with { Type = "agent.error" }, () => new WebhookRejectedException("The agent of this event was deleted from the CRM."));
        }

        if (step is 340 or 352)
        {
            var failing = Next() with { Type = "conversation.updated" };
            await FailAsync(failing, Locked(failing.Id));
        }
    }

    private async Task SucceedAsync(SampleEvent sampleEvent)
    {
        await app.Platform.SendAsync(sampleEvent);
        await app.Host.WhenHandledAsync(sampleEvent.Id);
        if (_random.Next(30) == 0)
        {
            await app.Platform.SendAsync(sampleEvent);
        }
    }

    private async Task FailAsync(SampleEvent sampleEvent, Func<Exception> error)
    {
        _failing[sampleEvent.Id] = error;
        await app.Platform.SendAsync(sampleEvent.InConversation($"conv_{_random.Next():x8}"));
        await app.Host.WhenAttemptedAsync(sampleEvent.Id);
    }

    private async Task RefuseAsync() => await app.Platform.SendAsync(app.Platform.Sign(Next()).Forged());

    private SampleEvent Next() => _events.Next() with { Id = $"evt_{_random.Next():x8}" };

    private async Task HandleAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(webhookEvent.Id.Sum(letter => letter) % 12), cancellationToken);
        if (_failing.TryGetValue(webhookEvent.Id, out var error))
        {
            throw error();
        }
    }

    private static Func<Exception> Locked(string id) => () => new HttpRequestException(string.Create(
        CultureInfo.InvariantCulture, $"The CRM answered 409 Conflict: the contact of {id} is locked by another import."));
}
