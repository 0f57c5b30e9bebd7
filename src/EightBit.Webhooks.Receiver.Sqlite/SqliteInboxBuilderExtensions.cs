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
public static class SqliteInboxBuilderExtensions
{
    /// <summary>
    /// Keeps accepted events in a SQLite file until they are processed: what was acknowledged survives a crash of the process, and with the
    /// default settings a power loss. For one process on one machine. Inline endpoints remember their ids in the file too, unless the
    /// application has registered an <see cref="IDeduplicationStore"/> of its own.
    /// </summary>
    /// <param name="builder">Any receiver: the application has one inbox.</param>
    /// <param name="connectionString">Such as <c>Data Source=/var/lib/app/webhooks.db</c>.</param>
    /// <exception cref="InvalidOperationException">Another inbox was chosen before.</exception>
    public static IEightBitWebhooksBuilder UseSqliteInbox(this IEightBitWebhooksBuilder builder, string connectionString)
        => builder.UseSqliteInbox(options => options.ConnectionString = connectionString);

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
        builder.Services.AddOptions<SqliteInboxOptions>().BindConfiguration(SqliteInboxOptions.Section).Configure(configure).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<SqliteInboxOptions>, SqliteInboxOptionsValidator>();
        builder.Services.AddSingleton<SqliteDeliveryLog>();
        builder.Services.Replace(ServiceDescriptor.Singleton<IWebhookDeliveryLog>(provider => provider.GetRequiredService<SqliteDeliveryLog>()));
        UseSqliteDeduplicationStore(builder.Services);
        builder.Services.AddHostedService<SqliteInboxLifetime>();
        return builder;
    }

    // In place of the core's own store alone: one that the application has chosen, such as one for many machines, stays.
    private static void UseSqliteDeduplicationStore(IServiceCollection services)
    {
        var current = services.LastOrDefault(service => service.ServiceType == typeof(IDeduplicationStore));
        if (current?.ImplementationType?.Assembly == typeof(IDeduplicationStore).Assembly)
        {
            services.Replace(ServiceDescriptor.Singleton<IDeduplicationStore, SqliteDeduplicationStore>());
        }
    }
}
