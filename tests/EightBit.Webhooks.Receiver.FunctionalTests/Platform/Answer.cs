using System.Net.Http.Headers;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Platform;

/// <summary>What the receiver answered.</summary>
internal sealed record Answer(int Status, string? Code, HttpResponseHeaders Headers, string? MediaType)
{
    public static (int Status, string? Code) Accepted { get; } = (200, "accepted");

    public static (int Status, string? Code) Duplicate { get; } = (200, "duplicate");

    public (int Status, string? Code) Result => (Status, Code);
}
