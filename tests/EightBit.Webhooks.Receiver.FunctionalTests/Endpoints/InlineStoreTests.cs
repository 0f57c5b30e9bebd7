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
    [Fact]
    public async Task A_store_that_hangs_when_asked_for_the_id_is_given_up_within_the_budget_and_the_endpoint_does_not_run()
    {
        var hasRun = false;
        await using var receiver = await StartAsync(answersClaims: false, () =>
        {
            hasRun = true;
            return Results.NoContent();
        });

        (await SendAsync(receiver)).Result.Should().Be((503, "inbox_unavailable"));

        hasRun.Should().BeFalse();
    }

    [Theory]
    [InlineData(204)]
    [InlineData(500)]
    public async Task A_store_that_hangs_when_the_endpoint_has_ended_does_not_hold_back_its_answer(int status)
    {
        await using var receiver = await StartAsync(answersClaims: true, () => Results.StatusCode(status));

        (await SendAsync(receiver)).Status.Should().Be(status);

        (await receiver.Log.WhenAsync(109)).Message.Should().Contain("evt-1");
    }

    private static Task<TestReceiver> StartAsync(bool answersClaims, Func<IResult> endpoint) => TestReceiver.StartAsync(
        builder: builder => builder.Services.AddSingleton<IDeduplicationStore>(new HangingStore(answersClaims)),
        app: app => app.MapPost("/own", [EightBitWebhook] () => endpoint()),
        settings: new() { ["EightBit:Webhooks:AcknowledgementTimeout"] = "00:00:02" });

    private static Task<Answer> SendAsync(TestReceiver receiver)
        => receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"), "/own").WaitAsync(TimeSpan.FromSeconds(30));
}
