using EightBit.Webhooks.Receiver.Health;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the receivers' health to the application's.</summary>
public static class EightBitWebhooksHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a check of the inbox: healthy; degraded while it fills, while its oldest event waits too long, or when events have become dead
    /// letters lately; unhealthy while it cannot be reached. Use it for readiness and for alerts, not for liveness: a restart mends none of it.
    /// </summary>
    /// <param name="builder">The application's health checks.</param>
    /// <param name="name">The check's name. Default <c>eightbit-webhooks</c>.</param>
    /// <param name="failureStatus">What an inbox that cannot be reached counts as. Default <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">Tags to filter checks by. Default <c>ready</c>.</param>
    /// <param name="configure">Changes when it says "degraded".</param>
    public static IHealthChecksBuilder AddEightBitWebhooks(
        this IHealthChecksBuilder builder,
        string name = "eightbit-webhooks",
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        Action<WebhookHealthOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<WebhookHealthOptions>().Configure(configure ?? (_ => { }));
        builder.Services.TryAddSingleton<DeadLetterTrend>();
        return builder.AddCheck<WebhookHealthCheck>(name, failureStatus, tags ?? ["ready"]);
    }
}
