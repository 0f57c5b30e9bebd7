using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.Endpoints;
using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.FunctionalTests.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Endpoints;

/// <summary>Endpoints of the application's own when their store of ids fails them.</summary>
public sealed class InlineStoreTests
{
    [Theory]
    [InlineData(204)]
    [InlineData(500)]
    public async Task A_store_that_hangs_when_the_endpoint_has_ended_does_not_hold_back_its_answer(int status)
    {
        await using var receiver = await TestReceiver.StartAsync(
            builder: builder => builder.Services.AddSingleton<IDeduplicationStore, HangingStore>(),
            app: app => app.MapPost("/own", [EightBitWebhook] () => Results.StatusCode(status)),
            settings: new() { ["EightBit:Webhooks:AcknowledgementTimeout"] = "00:00:02" });

        var answer = await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"), "/own").WaitAsync(TimeSpan.FromSeconds(30));

        answer.Status.Should().Be(status);
        (await receiver.Log.WhenAsync(109)).Message.Should().Contain("evt-1");
    }
}
