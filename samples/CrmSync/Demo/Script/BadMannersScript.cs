using CrmSync.Demo.Sending;
using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Signatures;

namespace CrmSync.Demo.Script;

/// <summary>What comes besides good deliveries: one sent twice, and those that must leave no trace.</summary>
internal sealed class BadMannersScript
{
    private const int MoreThanAReceiverReads = (1024 * 1024) + 1;

    private readonly PlatformSender _sender;
    private readonly TimeProvider _time;

    public BadMannersScript(PlatformSender sender, TimeProvider time)
    {
        _sender = sender;
        _time = time;
    }

    /// <param name="alreadySent">A good delivery of before, which is sent again.</param>
    public IReadOnlyList<DemoStep> Steps(DemoStep alreadySent)
    {
        var genuine = _sender.Sign(Message("evt_genuine", "Please send 10 pounds to Bob."));
        var forged = Message("evt_genuine", "Please send 9999 pounds to Eve.");
#pragma warning disable EBW003 // It is nobody's secret: the delivery is to be refused.
        var wrongSecret = WebhookSignature.Sign(genuine.Body, WebhookSecret.FromText("not the secret of this endpoint"));
#pragma warning restore EBW003
        var now = _time.GetUtcNow();
        return
        [
            new($"{alreadySent.Title} again", alreadySent.Delivery with { SentAt = now }, DemoStep.Duplicate),
            new("Forged body", genuine with { Body = forged }, "401 signature_mismatch"),
            new("Wrong secret", genuine with { Signature = wrongSecret }, "401 signature_mismatch"),
            new("No signature", genuine with { Signature = null }, "401 signature_missing"),
            new("Timestamp an hour old", genuine with { SentAt = now.AddHours(-1) }, "401 timestamp_stale"),
            new("Timestamp an hour ahead", genuine with { SentAt = now.AddHours(1) }, "401 timestamp_in_future"),
            new("Malformed JSON", _sender.Sign("{\"id\":\"evt_malformed\",\"type\":"u8.ToArray()), "400 malformed_payload"),
            new("Body over 1 MiB", _sender.Sign(Message("evt_oversized", new string('x', MoreThanAReceiverReads))), "413 body_too_large"),
        ];
    }

    private byte[] Message(string id, string text) => DemoEvent.Create(id, "message.received", _time.GetUtcNow(), new
    {
        ConversationId = "conv_mallory",
        UserId = "user_mallory",
        Content = text,
    });
}
