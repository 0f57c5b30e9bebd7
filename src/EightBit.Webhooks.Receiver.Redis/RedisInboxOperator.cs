using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Redis.Connecting;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Redis;

/// <summary>
/// Looks after an inbox from outside of the application, whether its nodes run or not: nothing is claimed or processed. In the application
/// itself, get <see cref="IWebhookInboxAdmin"/> from the service provider.
/// </summary>
public sealed class RedisInboxOperator : IWebhookInboxAdmin, IAsyncDisposable
{
    private readonly RedisConnection _connection;
    private readonly RedisInbox _inbox;

    private RedisInboxOperator(RedisConnection connection, RedisInbox inbox)
    {
        _connection = connection;
        _inbox = inbox;
    }

    /// <summary>Connects to where an application keeps its inbox. Nothing is written.</summary>
    /// <param name="options">
    /// The application's: how to connect, <see cref="RedisWebhooksOptions.KeyPrefix"/>, and the limits of what may be pending, which count for
    /// replays. <see cref="RedisWebhooksOptions.Partitions"/> does not matter: how many there are is found in Redis.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="RedisInboxException">Redis cannot be used, or there is no inbox; the message says why and what to do.</exception>
    public static async Task<RedisInboxOperator> ConnectAsync(RedisWebhooksOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var wrapped = Options.Create(options);
        var connection = new RedisConnection(wrapped, Options.Create(new RedisCacheOptions()), NullLogger<RedisConnection>.Instance);
        await connection.OpenExistingAsync(cancellationToken);
        return new RedisInboxOperator(
            connection, new RedisInbox(connection, confirmer: null, wrapped, TimeProvider.System, NullLogger<RedisInbox>.Instance));
    }

    /// <inheritdoc/>
    /// <exception cref="RedisInboxException">Redis cannot be reached or has refused.</exception>
    public ValueTask<InboxStatistics> GetStatisticsAsync(CancellationToken cancellationToken = default) => _inbox.GetStatisticsAsync(cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="RedisInboxException">Redis cannot be reached or has refused.</exception>
    public ValueTask<DeadLetterPage> ListDeadLettersAsync(DeadLetterQuery query, CancellationToken cancellationToken = default)
        => _inbox.ListDeadLettersAsync(query, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="RedisInboxException">Redis cannot be reached or has refused.</exception>
    public ValueTask<IReadOnlyList<InboxEvent>> ListRetriesAsync(RetryQuery query, CancellationToken cancellationToken = default)
        => _inbox.ListRetriesAsync(query, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="RedisInboxException">Redis cannot be reached or has refused.</exception>
    public ValueTask<InboxEvent?> FindAsync(string receiver, string? tenant, string eventId, CancellationToken cancellationToken = default)
        => _inbox.FindAsync(receiver, tenant, eventId, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="RedisInboxException">It has not been carried out, or it is not known whether it was.</exception>
    public ValueTask<ReplayOutcome> ReplayAsync(long entryId, CancellationToken cancellationToken = default)
        => _inbox.ReplayAsync(entryId, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="RedisInboxException">It has not been carried out, or it is not known whether it was.</exception>
    public ValueTask<bool> PurgeAsync(long entryId, CancellationToken cancellationToken = default) => _inbox.PurgeAsync(entryId, cancellationToken);

    /// <summary>Closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _inbox.Dispose();
    }
}
