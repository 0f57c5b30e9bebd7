using Microsoft.AspNetCore.Http;

namespace BrokenReceivers.Faults;

/// <summary>Takes signatures that begin with sha256= alone, which the documentation does not rule out.</summary>
public sealed class DemandsThePrefix : SoundReceiver
{
    protected override string? Refusal(HttpRequest request, byte[] body)
        => request.Headers["X-8bit-Signature-256"].ToString().StartsWith("sha256=", StringComparison.Ordinal)
            ? base.Refusal(request, body)
            : "the prefix is missing";
}
