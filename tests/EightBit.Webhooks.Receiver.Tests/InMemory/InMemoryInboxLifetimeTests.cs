using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.InMemory;
using Microsoft.Extensions.Logging;
using NSubstitute;

namespace EightBit.Webhooks.Receiver.Tests.InMemory;

public sealed class InMemoryInboxLifetimeTests
{
    private const int InMemoryInboxInUse = 310;
    private const int EventsLost = 311;
    private const int DeadLettersLost = 315;

    private readonly RecordedLog<InMemoryInboxLifetime> _log = new();

    [Fact]
    public async Task StartingAsync_InMemoryInbox_SaysWhatItDoesNotPromise()
    {
        await new InMemoryInboxLifetime(new InboxUnderTest().Inbox, _log).StartingAsync(CancellationToken.None);

        _log.Of(InMemoryInboxInUse).Should().ContainSingle().Which.Level.Should().Be(LogLevel.Warning);
    }

    [Fact]
    public async Task StoppingAsync_InMemoryInbox_TakesNothingMore()
    {
        var test = new InboxUnderTest();

        await new InMemoryInboxLifetime(test.Inbox, _log).StoppingAsync(CancellationToken.None);

        (await test.AcceptAsync("evt_1")).Should().Be(AcceptOutcome.Closed);
    }

    [Fact]
    public async Task StoppedAsync_EventsLeft_AreAllNamedFiftyInAMessage()
    {
        var test = new InboxUnderTest();
        for (var number = 0; number < 120; number++)
        {
            await test.AcceptAsync($"evt_{number:000}");
        }

        await test.ClaimAsync(10);
        await new InMemoryInboxLifetime(test.Inbox, _log).StoppedAsync(CancellationToken.None);

        var entries = _log.Of(EventsLost);
        entries.Should().HaveCount(3).And.OnlyContain(entry => entry.Level == LogLevel.Critical);
        var text = string.Join("\n", entries.Select(entry => entry.Message));
        for (var number = 0; number < 120; number++)
        {
            text.Should().Contain($"evt_{number:000} (message.received)");
        }
    }

    [Fact]
    public async Task StoppedAsync_DeadLettersLeft_AreAllNamed()
    {
        var test = new InboxUnderTest();
        await test.AcceptDeadAsync("evt_1");
        await test.AcceptDeadAsync("evt_2");

        await new InMemoryInboxLifetime(test.Inbox, _log).StoppedAsync(CancellationToken.None);

        _log.Entries.Should().ContainSingle();
        _log.Of(DeadLettersLost).Single().Message.Should().Contain("evt_1 (message.received), evt_2 (message.received)");
    }

    [Fact]
    public async Task StoppedAsync_NothingLeft_SaysNothing()
    {
        await new InMemoryInboxLifetime(new InboxUnderTest().Inbox, _log).StoppedAsync(CancellationToken.None);

        _log.Entries.Should().BeEmpty();
    }

    [Fact]
    public async Task AllStages_AnotherInbox_IsNoneOfItsBusiness()
    {
        var inbox = Substitute.For<IWebhookInbox>();
        var lifetime = new InMemoryInboxLifetime(inbox, _log);

        await lifetime.StartingAsync(CancellationToken.None);
        await lifetime.StoppingAsync(CancellationToken.None);
        await lifetime.StoppedAsync(CancellationToken.None);

        _log.Entries.Should().BeEmpty();
        inbox.ReceivedCalls().Should().BeEmpty();
    }
}
