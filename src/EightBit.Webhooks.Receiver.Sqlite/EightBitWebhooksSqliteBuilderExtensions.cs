using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.DeliveryLog;
using EightBit.Webhooks.Receiver.Sqlite;
using EightBit.Webhooks.Receiver.Sqlite.Deduplication;
using EightBit.Webhooks.Receiver.Sqlite.DeliveryLog;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Chooses the SQLite inbox.</summary>
public static class EightBitWebhooksSqliteBuilderExtensions
{
    /// <summary>
    /// Keeps accepted events in a SQLite file until they are processed: what was acknowledged survives a crash of the process, and with the
    /// default settings a power loss. For one process on one machine. The delivery log and the ids of inline endpoints are in the file too,
    /// unless the application has an <see cref="IWebhookDeliveryLog"/> or an <see cref="IDeduplicationStore"/> of its own.
    /// </summary>
    /// <param name="builder">Any receiver: the application has one inbox.</param>
    /// <param name="connectionString">Such as <c>Data Source=/var/lib/app/webhooks.db</c>.</param>
    /// <exception cref="InvalidOperationException">Another inbox was chosen before.</exception>
    public static IEightBitWebhooksBuilder UseSqliteInbox(this IEightBitWebhooksBuilder builder, string connectionString)
        => builder.UseSqliteInbox(options => options.ConnectionString = connectionString);

    /// <inheritdoc cref="UseSqliteInbox(IEightBitWebhooksBuilder, string)"/>
    /// <remarks>
    /// The connection string is the configured <c>EightBit:Webhooks:Sqlite:ConnectionString</c>; without one the application does not
    /// start, and says so.
    /// </remarks>
    /// <param name="builder">Any receiver: the application has one inbox.</param>
    public static IEightBitWebhooksBuilder UseSqliteInbox(this IEightBitWebhooksBuilder builder) => builder.UseSqliteInbox(_ => { });

    /// <inheritdoc cref="UseSqliteInbox(IEightBitWebhooksBuilder, string)"/>
    /// <param name="builder">Any receiver: the application has one inbox.</param>
    /// <param name="configure">Changes the options after <c>EightBit:Webhooks:Sqlite</c> was read.</param>
    public static IEightBitWebhooksBuilder UseSqliteInbox(this IEightBitWebhooksBuilder builder, Action<SqliteInboxOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.UseInbox(provider => new SqliteInbox(
            provider.GetRequiredService<IOptions<SqliteInboxOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SqliteInbox>>()));
        builder.Services.AddOptions<SqliteInboxOptions>().BindConfiguration(SqliteInboxOptions.Section).Configure(configure).ValidateOnWebhookStart();
        builder.Services.AddSingleton<IValidateOptions<SqliteInboxOptions>, SqliteInboxOptionsValidator>();
        builder.Services.AddSingleton<SqliteDeliveryLog>();
        ReplaceTheCoresOwn(
            builder.Services, ServiceDescriptor.Singleton<IWebhookDeliveryLog>(provider => provider.GetRequiredService<SqliteDeliveryLog>()));
        ReplaceTheCoresOwn(builder.Services, ServiceDescriptor.Singleton<IDeduplicationStore, SqliteDeduplicationStore>());
        builder.Services.AddWebhookHostedService<SqliteInboxLifetime>();
        return builder;
    }

    // What the application has chosen, such as a store of ids for many machines or a log of its own, stays.
    private static void ReplaceTheCoresOwn(IServiceCollection services, ServiceDescriptor own)
    {
        var current = services.LastOrDefault(service => service.ServiceType == own.ServiceType);
        if (current?.ImplementationType?.Assembly == own.ServiceType.Assembly)
        {
            services.Replace(own);
        }
    }
}
