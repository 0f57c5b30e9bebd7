using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Redis.Tests.Servers;
using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Sending;
using EightBit.Webhooks.Receiver.Testing.Waiting;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.Redis.Tests.Waiting;

/// <summary>The waits of the testing package, by Redis's own clock.</summary>
public sealed class WaitingTests
{
    [Fact]
    public async Task Attempts_dead_letters_and_replays_can_be_waited_for()
    {
        var failures = 2;
        var script = Script.Fail(_ => failures-- > 0 ? new InvalidOperationException("The shop is closed.") : null);
        await using var server = await RedisServer.StartAsync();
        await using var receiver = await RedisApp.StartAsync(
            server,
            webhooks => webhooks.AddHandler<ScriptedHandler>("*").ConfigureProcessing(options => options.MaxAttempts = 2),
            builder => builder.Services.AddSingleton(script));
        using var platform = receiver.App.CreateWebhookSender();
        var sample = SampleEvents.MessageReceived;

        await platform.SendAsync(sample);
        (await receiver.App.WhenAttemptedAsync(sample.Id)).Outcome.Should().Be(AttemptOutcome.Retry);
        var letter = await receiver.App.WhenDeadAsync(sample.Id);
        await receiver.Admin.ReplayAsync(letter.EntryId);
        await receiver.App.WhenHandledAsync(sample.Id);

        letter.Reason.Should().Be(DeadLetterReason.AttemptsExhausted);
        (await receiver.App.WhenIdleAsync()).DeadLetters.Should().Be(0);
    }
}
