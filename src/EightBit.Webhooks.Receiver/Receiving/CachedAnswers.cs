using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;

namespace EightBit.Webhooks.Receiver.Receiving;

/// <summary>
/// An output cache whose policy takes POST would answer the next delivery, forged or new, with the 200 of this one. What it never stores it
/// cannot serve.
/// </summary>
internal static class CachedAnswers
{
    public static void Prevent(HttpContext context)
    {
        if (context.Features.Get<IOutputCacheFeature>() is { Context: { } caching })
        {
            caching.AllowCacheStorage = false;
        }
    }
}
