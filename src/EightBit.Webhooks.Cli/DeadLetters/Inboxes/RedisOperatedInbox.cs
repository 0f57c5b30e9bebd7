using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Redis;

namespace EightBit.Webhooks.Cli.DeadLetters.Inboxes;

/// <summary>An inbox in Redis, with or without the nodes that use it.</summary>
internal sealed class RedisOperatedInbox : IOperatedInbox
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly RedisInboxOperator _operator;

    private RedisOperatedInbox(RedisInboxOperator @operator) => _operator = @operator;

    /// <summary>Each is a command of its own, and reported before the next one.</summary>
    public int MaxChanges => 1;

    public static async Task<RedisOperatedInbox> ConnectAsync(string configuration, string keyPrefix, CancellationToken cancellationToken)
    {
        var options = new RedisWebhooksOptions { Configuration = configuration, KeyPrefix = keyPrefix, StartupTimeout = Patience };
        return new RedisOperatedInbox(await RedisInboxOperator.ConnectAsync(options, cancellationToken));
    }

    public async Task<DeadLetterPage> ListAsync(DeadLetterQuery query, CancellationToken cancellationToken)
        => await _operator.ListDeadLettersAsync(query, cancellationToken);

    public async Task<IReadOnlyList<ReplayOutcome>> ReplayAsync(IReadOnlyList<long> entryIds, CancellationToken cancellationToken)
        => [await _operator.ReplayAsync(entryIds.Single(), cancellationToken)];

    public async Task<IReadOnlyList<bool>> PurgeAsync(IReadOnlyList<long> entryIds, CancellationToken cancellationToken)
        => [await _operator.PurgeAsync(entryIds.Single(), cancellationToken)];

    public ValueTask DisposeAsync() => _operator.DisposeAsync();
}
