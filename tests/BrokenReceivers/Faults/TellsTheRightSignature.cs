using Microsoft.AspNetCore.Http;

namespace BrokenReceivers.Faults;

/// <summary>Answers 401 with what it expected.</summary>
public sealed class TellsTheRightSignature : SoundReceiver
{
    protected override string? Refusal(HttpRequest request, byte[] body)
        => base.Refusal(request, body) is { } refusal ? $"{refusal}: expected {HexDigest(body)}" : null;
}
