namespace EightBit.Webhooks.Receiver.Testing.Sending;

/// <summary>What the receiver has answered to one delivery.</summary>
public sealed record WebhookAnswer
{
    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>
    /// The stable code of the receiver's own answers: <c>accepted</c>, <c>duplicate</c>, <c>signature_mismatch</c>…; null when the answer
    /// has none, because an endpoint of the application gave it.
    /// </summary>
    public string? Code { get; init; }

    /// <summary>When to send it again, as the header <c>Retry-After</c> says; null when it is not there.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>How long the answer took, in real time. The platform waits 5 seconds.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The answer's body, read as UTF-8.</summary>
    public required string Body { get; init; }

    /// <summary>Whether the platform takes this for delivered: any 2xx.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    internal bool IsHandledInline => IsSuccess && Code is null;

    /// <summary>Status and code, such as <c>401 signature_mismatch</c>.</summary>
    public override string ToString() => Code is null ? $"{Status}" : $"{Status} {Code}";
}
