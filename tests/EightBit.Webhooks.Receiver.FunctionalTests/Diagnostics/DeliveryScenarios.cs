using System.Text.Json.Nodes;
using EightBit.Webhooks.Receiver.FunctionalTests.Endpoints;
using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.FunctionalTests.Platform;
using EightBit.Webhooks.Receiver.Signatures;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Diagnostics;

/// <summary>For each outcome of a delivery, how one comes about, at the application of <see cref="DeliveryMetricTests"/>.</summary>
internal static class DeliveryScenarios
{
    public static readonly IReadOnlyDictionary<string, Func<TestReceiver, Task>> All = new Dictionary<string, Func<TestReceiver, Task>>
    {
        ["accepted"] = receiver => SendAsync(receiver, "evt-1"),
        ["duplicate"] = receiver => SendAsync(receiver, "evt-1", "evt-1"),
        ["method_not_allowed"] = receiver => receiver.Platform.GetAsync("/webhooks/8bit"),
        ["https_required"] = receiver => receiver.Platform.SendAsync(Body, "/https"),
        ["body_too_large"] = receiver => receiver.Platform.SendAsync(Payload.MessageReceived("evt-1", content: new string('x', 1024 * 1024))),
        ["body_timeout"] = receiver => SendRawAsync(receiver, "Content-Length: 1000", "{", "/impatient"),
        ["body_unreadable"] = receiver => SendRawAsync(receiver, "Transfer-Encoding: chunked", "not-a-size\r\n"),
        ["body_already_read"] = receiver => receiver.Platform.SendAsync(Body, "/read-before"),
        ["endpoint_not_verified"] = receiver => receiver.Platform.SendAsync(Body, "/mvc/type-filter"),
        ["signature_missing"] = receiver => SendWithAsync(receiver, WebhookHeaders.Signature, null),
        ["signature_malformed"] = receiver => SendWithAsync(receiver, WebhookHeaders.Signature, "not hex"),
        ["signature_mismatch"] = receiver => receiver.Platform.SendAsync(Body, secret: Sender.OtherSecret),
        ["timestamp_missing"] = receiver => SendWithAsync(receiver, "X-8bit-Timestamp", null),
        ["timestamp_malformed"] = receiver => SendWithAsync(receiver, "X-8bit-Timestamp", "soon"),
        ["timestamp_stale"] = receiver => receiver.Platform.SendAsync(Body, sentAt: DateTimeOffset.UtcNow.AddHours(-1)),
        ["timestamp_in_future"] = receiver => receiver.Platform.SendAsync(Body, sentAt: DateTimeOffset.UtcNow.AddHours(1)),
        ["malformed_payload"] = receiver => receiver.Platform.SendAsync("[]"u8.ToArray()),
        ["event_expired"] = receiver => receiver.Platform.SendAsync(
            Payload.Event("evt-1", "message.received", createdAt: DateTimeOffset.UtcNow.AddDays(-4))),
        ["in_progress"] = SendWhileOneRunsAsync,
        ["inbox_full"] = receiver => SendAsync(receiver, "evt-1", "evt-2", "evt-3"),
        ["inbox_unavailable"] = receiver => SendAsync(receiver, "evt-1"),
        ["secrets_unavailable"] = receiver => receiver.Platform.SendAsync(Body, "/vault"),
        ["configuration_invalid"] = SendAfterAnInvalidChangeAsync,
        ["event_type_mismatch"] = receiver => receiver.Platform.SendAsync(Payload.Event("evt-1", "session.started"), "/typed"),
        ["payload_unreadable"] = receiver => receiver.Platform.SendAsync(
            Payload.Event("evt-1", "message.received", JsonValue.Create("a text")), "/typed"),
        ["aborted"] = GoAwayAsync,
        ["handled_inline"] = receiver => receiver.Platform.SendAsync(Body, "/typed"),
        ["failed_inline"] = receiver => receiver.Platform.SendAsync(Body, "/throws"),
    };

    private static byte[] Body => Payload.MessageReceived("evt-1");

    private static async Task SendAsync(TestReceiver receiver, params string[] ids)
    {
        foreach (var id in ids)
        {
            await receiver.Platform.SendAsync(Payload.MessageReceived(id));
        }
    }

    private static Task<Answer> SendWithAsync(TestReceiver receiver, string header, string? value) => receiver.Platform.SendAsync(Body, change: request =>
    {
        request.Headers.Remove(header);
        if (value is not null)
        {
            request.Headers.Add(header, value);
        }
    });

    private static async Task SendRawAsync(TestReceiver receiver, string framing, string body, string path = "/webhooks/8bit")
    {
        using var connection = await RawConnection.OpenAsync(receiver);
        await connection.SendAsync(framing, body, path);
        await connection.ReadAnswerAsync();
    }

    private static async Task GoAwayAsync(TestReceiver receiver)
    {
        using var connection = await RawConnection.OpenAsync(receiver);
        await connection.SendAsync("Content-Length: 1000", "{");
        await receiver.Services.GetRequiredService<Arrivals>().FirstAsync();
        connection.Reset();
    }

    private static async Task SendWhileOneRunsAsync(TestReceiver receiver)
    {
        var calls = receiver.Services.GetRequiredService<EndpointCalls>();
        var first = receiver.Platform.SendAsync(Body, "/slow");
        await calls.WhenCalledAsync();
        await receiver.Platform.SendAsync(Body, "/slow");
        calls.Gate.Open();
        await first;
    }

    private static Task<Answer> SendAfterAnInvalidChangeAsync(TestReceiver receiver)
    {
        var configuration = (IConfigurationRoot)receiver.App.Configuration;
        configuration["EightBit:Webhooks:Secrets:0"] = "short";
        try
        {
            configuration.Reload();
        }
        catch (Exception exception) when (exception is OptionsValidationException or AggregateException)
        {
            // Whoever changes it is told at once; what matters here is the delivery after that.
        }

        return receiver.Platform.SendAsync(Body);
    }
}
