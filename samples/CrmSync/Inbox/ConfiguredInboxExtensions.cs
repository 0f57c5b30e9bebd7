using EightBit.Webhooks.Receiver.Configuration;

namespace CrmSync.Inbox;

internal static class ConfiguredInboxExtensions
{
    private const string Key = "CrmSync:Inbox";
    private const string Memory = "memory";
    private const string Sqlite = "sqlite";
    private const string Redis = "redis";

    /// <summary>Keeps pending events where <c>CrmSync:Inbox</c> says.</summary>
    /// <exception cref="InvalidOperationException">It names no inbox that this application has.</exception>
    public static IEightBitWebhooksBuilder UseConfiguredInbox(this IEightBitWebhooksBuilder builder, IConfiguration configuration)
        => configuration[Key] switch
        {
            null or Sqlite => builder.UseSqliteInbox(configuration.GetConnectionString("Webhooks") ?? ""),
            Redis => builder.UseRedisInbox(configuration.GetConnectionString("Redis") ?? ""),
            Memory => builder.UseInMemoryInbox(),
            var other => throw new InvalidOperationException(
                $"{Key} is \"{other}\", but must be one of: {Sqlite}, {Redis}, {Memory}. Correct it or leave it out, which means {Sqlite}."),
        };
}
