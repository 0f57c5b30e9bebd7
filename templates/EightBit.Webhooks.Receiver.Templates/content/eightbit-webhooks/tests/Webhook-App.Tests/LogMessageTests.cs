using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Sending;
using EightBit.Webhooks.Receiver.Testing.Waiting;

namespace Webhook_App.Tests;

public sealed class LogMessageTests
{
    [Fact]
    public async Task A_message_is_accepted_and_handled()
    {
        await using var app = new ReceiverFactory();
        using var platform = app.CreateWebhookSender();

        var answer = await platform.SendAsync(SampleEvents.MessageReceived with { Id = "evt_1" });

        Assert.Equal("200 accepted", answer.ToString());
        await app.Services.WhenHandledAsync("evt_1");
    }

    [Fact]
    public async Task A_forged_delivery_is_refused()
    {
        await using var app = new ReceiverFactory();
        using var platform = app.CreateWebhookSender();

        var answer = await platform.SendAsync(platform.Sign(SampleEvents.MessageReceived).Forged());

        Assert.Equal("401 signature_mismatch", answer.ToString());
    }
}
