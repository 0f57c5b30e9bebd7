namespace EightBit.Webhooks.Receiver.Dashboard.Answering;

/// <summary>An <c>application/problem+json</c> (RFC 9457).</summary>
internal sealed record ProblemBody(string Title, int Status, string Detail);
