using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Redis;
using EightBit.Webhooks.Receiver.Redis.Connecting;
using EightBit.Webhooks.Receiver.Redis.Deduplication;
using EightBit.Webhooks.Receiver.Redis.Fleet;
using EightBit.Webhooks.Receiver.Redis.Replication;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Chooses Redis: as the inbox, or only to remember ids.</summary>
public static class EightBitWebhooksRedisBuilderExtensions
{
    /// <summary>
    /// Keeps accepted events in Redis until they are processed, by any of the nodes that use it: what was acknowledged survives the end of
    /// every node; what it survives of Redis' own failures, <see cref="RedisWebhooksOptions.Durability"/> decides. Ids are remembered there
    /// too, for <c>[EightBitWebhook]</c> endpoints as well.
    /// </summary>
    /// <remarks>
    /// The connection is <c>EightBit:Webhooks:Redis:Configuration</c>, or else the one that <c>AddStackExchangeRedisCache</c> was given.
    /// </remarks>
    /// <param name="builder">Any receiver: the application has one inbox.</param>
    /// <exception cref="InvalidOperationException">Another inbox was chosen before.</exception>
    public static IEightBitWebhooksBuilder UseRedisInbox(this IEightBitWebhooksBuilder builder) => builder.UseRedisInbox(_ => { });

    /// <inheritdoc cref="UseRedisInbox(IEightBitWebhooksBuilder)" path="/summary"/>
    /// <param name="builder">Any receiver: the application has one inbox.</param>
    /// <param name="configuration">A configuration text of StackExchange.Redis, such as <c>redis.example.com:6379</c>.</param>
    /// <exception cref="InvalidOperationException">Another inbox was chosen before.</exception>
    public static IEightBitWebhooksBuilder UseRedisInbox(this IEightBitWebhooksBuilder builder, string configuration)
        => builder.UseRedisInbox(options => options.Configuration = configuration);

    /// <inheritdoc cref="UseRedisInbox(IEightBitWebhooksBuilder)" path="/summary"/>
    /// <param name="builder">Any receiver: the application has one inbox.</param>
    /// <param name="configure">Changes the options after <c>EightBit:Webhooks:Redis</c> was read.</param>
    /// <exception cref="InvalidOperationException">Another inbox was chosen before.</exception>
    public static IEightBitWebhooksBuilder UseRedisInbox(this IEightBitWebhooksBuilder builder, Action<RedisWebhooksOptions> configure)
    {
        builder.UseRedisDeduplication(configure);
        builder.Services.Configure<RedisWebhooksOptions>(options => options.KeepsEvents = true);
        builder.UseInbox(provider => new RedisInbox(
            provider.GetRequiredService<RedisConnection>(),
            ConfirmerOf(provider),
            provider.GetRequiredService<IOptions<RedisWebhooksOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RedisInbox>>(),
            provider.GetRequiredService<RedisFleet>()));
        builder.Services.TryAddSingleton<RedisFleet>();
        builder.Services.TryAddSingleton<IWebhookFleet>(provider => provider.GetRequiredService<RedisFleet>());
        builder.Services.TryAddSingleton<ReplicationConfirmer>();
        return builder;
    }

    /// <summary>
    /// Remembers ids in Redis, for all nodes together; events still wait in memory, where they are <b>lost with the process</b>. A delivery
    /// that reaches two nodes is taken by one.
    /// </summary>
    /// <remarks>
    /// The connection is <c>EightBit:Webhooks:Redis:Configuration</c>, or else the one that <c>AddStackExchangeRedisCache</c> was given.
    /// <c>IDistributedCache</c> itself is not used: it can look up and then write, and between the two another node does the same.
    /// </remarks>
    /// <param name="builder">Any receiver: they share it.</param>
    public static IEightBitWebhooksBuilder UseRedisDeduplication(this IEightBitWebhooksBuilder builder) => builder.UseRedisDeduplication(_ => { });

    /// <inheritdoc cref="UseRedisDeduplication(IEightBitWebhooksBuilder)"/>
    /// <param name="builder">Any receiver: they share it.</param>
    /// <param name="configuration">A configuration text of StackExchange.Redis, such as <c>redis.example.com:6379</c>.</param>
    public static IEightBitWebhooksBuilder UseRedisDeduplication(this IEightBitWebhooksBuilder builder, string configuration)
        => builder.UseRedisDeduplication(options => options.Configuration = configuration);

    /// <inheritdoc cref="UseRedisDeduplication(IEightBitWebhooksBuilder)"/>
    /// <param name="builder">Any receiver: they share it.</param>
    /// <param name="configure">Changes the options after <c>EightBit:Webhooks:Redis</c> was read.</param>
    public static IEightBitWebhooksBuilder UseRedisDeduplication(
        this IEightBitWebhooksBuilder builder, Action<RedisWebhooksOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var services = builder.Services;
        if (services.All(service => service.ServiceType != typeof(RedisConnection)))
        {
            services.AddOptions<RedisWebhooksOptions>().BindConfiguration(RedisWebhooksOptions.Section).ValidateOnWebhookStart();
            services.AddSingleton<IValidateOptions<RedisWebhooksOptions>, RedisWebhooksOptionsValidator>();
            services.AddSingleton<RedisConnection>();
            services.Replace(ServiceDescriptor.Singleton<IDeduplicationStore, RedisDeduplicationStore>());
            services.AddWebhookHostedService(provider => new RedisLifetime(
                provider.GetRequiredService<RedisConnection>(),
                ConfirmerOf(provider),
                provider.GetService<RedisInbox>(),
                provider.GetService<RedisFleet>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<RedisInbox>>()));
        }

        services.Configure(configure);
        return builder;
    }

    private static ReplicationConfirmer? ConfirmerOf(IServiceProvider provider)
        => provider.GetRequiredService<IOptions<RedisWebhooksOptions>>().Value.Durability == RedisDurability.Replicated
            ? provider.GetService<ReplicationConfirmer>()
            : null;
}
