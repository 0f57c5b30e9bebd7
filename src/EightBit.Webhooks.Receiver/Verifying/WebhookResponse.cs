using EightBit.Webhooks.Receiver.Receiving;

namespace EightBit.Webhooks.Receiver.Verifying;

/// <summary>What a receiver answers, for hosts without ASP.NET Core: to the letter what the mapped endpoint answers in the same case.</summary>
public sealed class WebhookResponse
{
    internal WebhookResponse(int status, string code, IReadOnlyDictionary<string, string> headers, string body)
    {
        Status = status;
        Code = code;
        Headers = headers;
        Body = body;
    }

    /// <summary>200 <c>accepted</c>: the event is stored where it will not be lost.</summary>
    public static WebhookResponse Accepted { get; } = Answer.To(DeliveryOutcome.Accepted).ToResponse();

    /// <summary>200 <c>duplicate</c>: the event was taken before, so that the platform stops sending it.</summary>
    public static WebhookResponse Duplicate { get; } = Answer.To(DeliveryOutcome.Duplicate).ToResponse();

    /// <summary>409 <c>in_progress</c>: somebody else is taking the event and may yet fail, so the platform has to ask again.</summary>
    public static WebhookResponse InProgress { get; } = Answer.To(DeliveryOutcome.InProgress).ToResponse();

    /// <summary>503 <c>inbox_full</c>: there is no room for the event now; the platform sends it again.</summary>
    public static WebhookResponse InboxFull { get; } = Answer.To(DeliveryOutcome.InboxFull).ToResponse();

    /// <summary>503 <c>inbox_unavailable</c>: the event could not be stored; the platform sends it again.</summary>
    public static WebhookResponse InboxUnavailable { get; } = Answer.To(DeliveryOutcome.InboxUnavailable).ToResponse();

    /// <summary>503 <c>secrets_unavailable</c>: the secrets could not be had; the platform sends the delivery again.</summary>
    public static WebhookResponse SecretsUnavailable { get; } = Answer.To(DeliveryOutcome.SecretsUnavailable).ToResponse();

    /// <summary>400 <c>body_unreadable</c>: the host's form of the body cannot be turned into bytes.</summary>
    public static WebhookResponse BodyUnreadable { get; } = Answer.To(DeliveryOutcome.BodyUnreadable).ToResponse();

    /// <summary>405 <c>method_not_allowed</c>: deliveries are sent with POST.</summary>
    public static WebhookResponse MethodNotAllowed { get; } = Answer.To(DeliveryOutcome.MethodNotAllowed).ToResponse();

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>The stable code that the body states, such as <c>signature_mismatch</c>.</summary>
    public string Code { get; }

    /// <summary>The headers to send: the content type, and what the status calls for. Names are looked up in either case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The JSON to send, as UTF-8. It holds nothing of the delivery.</summary>
    public string Body { get; }

    /// <summary>Status and code, such as <c>401 signature_mismatch</c>.</summary>
    public override string ToString() => $"{Status} {Code}";
}
