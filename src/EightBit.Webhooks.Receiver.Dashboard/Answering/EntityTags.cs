using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace EightBit.Webhooks.Receiver.Dashboard.Answering;

/// <summary>Tags by content, so that what a browser has already is not sent again.</summary>
internal static class EntityTags
{
    private const int Bytes = 16;

    public static string Of(byte[] content) => $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, Bytes))}\"";

    /// <summary>Whether the browser has it. A header that cannot be read matches nothing.</summary>
    public static bool Matches(HttpRequest request, string etag)
    {
        var held = new RequestHeaders(request.Headers).IfNoneMatch;
        var current = new EntityTagHeaderValue(etag);
        return held.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(current, useStrongComparison: false));
    }
}
