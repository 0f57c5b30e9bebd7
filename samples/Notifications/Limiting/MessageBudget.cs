using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Notifications.Limiting;

/// <summary>How much the chat is spoken to: a burst, and then one message every now and then.</summary>
internal sealed class MessageBudget : IDisposable
{
    private readonly TokenBucketRateLimiter _limiter;

    public MessageBudget(IOptions<GateOptions> options)
        => _limiter = new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Value.Burst,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = options.Value.OneEvery,
            QueueLimit = 0, // what cannot go out now goes into the digest, and holds no handler
        });

    public bool TrySpend()
    {
        using var lease = _limiter.AttemptAcquire();
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}
