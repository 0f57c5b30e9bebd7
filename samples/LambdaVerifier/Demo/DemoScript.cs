using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Sending;
using LambdaVerifier.Function;

namespace LambdaVerifier.Demo;

/// <summary>What the platform sends, what somebody sends who pretends to be it, and what a gateway makes of it on the way.</summary>
internal sealed class DemoScript
{
    private readonly WebhookSecret _secret;
    private readonly TimeProvider _time;

    public DemoScript(WebhookSecret secret, TimeProvider time)
    {
        _secret = secret;
        _time = time;
        First = Sign(SampleEvents.MessageReceived.With("data.content", "Grüße aus Köln 🚀"));
        Second = Sign(SampleEvents.ConversationCreated);
        DuringOutage = Sign(SampleEvents.MessageSent);
    }

    public SignedDelivery First { get; }

    public SignedDelivery Second { get; }

    /// <summary>Sent while the queue is down, and again when it is back.</summary>
    public SignedDelivery DuringOutage { get; }

    /// <summary>The events that have to be in the queue in the end, in this order, byte by byte.</summary>
    public IReadOnlyList<SignedDelivery> Expected => [First, Second, DuringOutage];

    public IEnumerable<DemoStep> Steps()
    {
        yield return new("message.received, body as text", Requests.AsText(First), "200 accepted");
        yield return new("conversation.created, body as base64", Requests.AsBase64(Second), "200 accepted");
        yield return new("the platform's retry, body as base64 this time", Requests.AsBase64(First), "200 duplicate");
        yield return new("a captured delivery with a fresh timestamp", Requests.AsText(First.SentAt(_time.GetUtcNow().AddSeconds(1))), "200 duplicate");
        foreach (var step in Forged().Concat(Stale()).Concat(Mangled()))
        {
            yield return step;
        }
    }

    private IEnumerable<DemoStep> Forged()
    {
        yield return new("forged: another secret", Requests.AsText(Fresh().Forged()), "401 signature_mismatch");
        yield return new("forged: no signature", Requests.AsText(Fresh().WithoutSignature()), "401 signature_missing");
        yield return new("forged: somebody's GET", Get(), "405 method_not_allowed");
    }

    private IEnumerable<DemoStep> Stale()
    {
        yield return new("stale: sent 10 minutes ago", Requests.AsText(Fresh().SentAt(_time.GetUtcNow().AddMinutes(-10))), "401 timestamp_stale");
        yield return new("from the future: 10 minutes ahead", Requests.AsText(Fresh().SentAt(_time.GetUtcNow().AddMinutes(10))), "401 timestamp_in_future");
        yield return new(
            "stale: fresh header, but a body of four days ago",
            Requests.AsText(Sign(SampleEvents.MessageReceived with { CreatedAt = _time.GetUtcNow().AddDays(-4) })),
            "401 event_expired");
    }

    private IEnumerable<DemoStep> Mangled()
    {
        var delivery = Fresh();
        var text = Requests.AsText(delivery);
        yield return new("mangled: a mapping re-serialised the body", text with { Body = text.Body!.Replace("\":", "\" : ", StringComparison.Ordinal) }, "401 signature_mismatch");
        yield return new("mangled: base64 that is not decoded", Requests.AsBase64(delivery) with { IsBase64Encoded = false }, "401 signature_mismatch");
        yield return new("mangled: base64 that is none", text with { Body = "***", IsBase64Encoded = true }, "400 body_unreadable");
    }

    private FunctionRequest Get()
    {
        var request = Requests.AsText(Fresh());
        return request with { RequestContext = request.RequestContext! with { Http = new HttpDescription("GET", "/webhooks/8bit") } };
    }

    private SignedDelivery Fresh() => Sign(SampleEvents.MessageReceived);

    private SignedDelivery Sign(SampleEvent sampleEvent) => SignedDelivery.Of(sampleEvent, _secret, _time);
}
