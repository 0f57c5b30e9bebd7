namespace EightBit.Webhooks.Receiver.Receiving;

/// <summary>The body of an answer: RFC 9457 with a stable <paramref name="Code"/> for programs.</summary>
internal sealed record AnswerBody(string Code, int? Status = null, string? Title = null);
