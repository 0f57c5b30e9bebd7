using System.Security.Cryptography;
using System.Text.Json;
using EightBit.Webhooks.Receiver.Deduplication;
using LambdaVerifier.Database;
using Microsoft.Data.Sqlite;

namespace LambdaVerifier.Ids;

/// <summary>
/// Remembers ids in a table, by conditional writes alone: each operation is one write with a condition, as a DynamoDB table has it
/// (PutItem, UpdateItem and DeleteItem with a ConditionExpression). All instances of the function share it.
/// </summary>
internal sealed class IdTable : IDeduplicationStore
{
    /// <summary>The put and its condition in one: whoever comes second changes nothing, and gets no row back.</summary>
    private const string Claim =
        """
        INSERT INTO ids (key, token, completed, expires) VALUES ($key, $token, 0, $expires)
        ON CONFLICT (key) DO UPDATE SET token = $token, completed = 0, expires = $expires WHERE ids.expires <= $now
        RETURNING token
        """;

    private const string Complete = "UPDATE ids SET completed = 1, expires = $expires WHERE key = $key AND token = $token AND completed = 0";
    private const string Release = "DELETE FROM ids WHERE key = $key AND token = $token AND completed = 0";
    private const string Look = "SELECT completed FROM ids WHERE key = $key";

    /// <summary>What DynamoDB's time-to-live does. Claims are kept for a while beyond their lease, since they may still be completed.</summary>
    private const string Forget = "DELETE FROM ids WHERE expires <= $now - 3600000";

    private readonly LocalFile _file;
    private readonly TimeProvider _time;

    public IdTable(LocalFile file, TimeProvider time)
    {
        _file = file;
        _time = time;
    }

    public async ValueTask<DeduplicationClaim> ClaimAsync(DeduplicationKey key, TimeSpan lease, CancellationToken cancellationToken)
    {
        // Random rather than counted: an id that was forgotten and comes back must not meet an old token.
        var token = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))) & long.MaxValue | 1;
        if (await _file.RunAsync(Claim, Parameters(key, token, lease), command => command.ExecuteScalar(), cancellationToken) is not null)
        {
            return new DeduplicationClaim(DeduplicationStatus.Claimed, token);
        }

        // A row that is gone in the meantime was released: then nobody has completed it.
        var completed = await _file.RunAsync(Look, Parameters(key), command => command.ExecuteScalar(), cancellationToken) is 1L;
        return new DeduplicationClaim(completed ? DeduplicationStatus.Completed : DeduplicationStatus.InProgress, 0);
    }

    public async ValueTask<bool> CompleteAsync(DeduplicationKey key, long token, TimeSpan retention, CancellationToken cancellationToken)
        => await _file.RunAsync(Complete, Parameters(key, token, retention), Write, cancellationToken) == 1;

    public async ValueTask ReleaseAsync(DeduplicationKey key, long token, CancellationToken cancellationToken)
        => await _file.RunAsync(Release, Parameters(key, token), Write, cancellationToken);

    /// <summary>Removes the ids whose time is over; to be called now and then, as a table without a time-to-live needs it.</summary>
    public Task<int> ForgetExpiredAsync(CancellationToken cancellationToken)
        => _file.RunAsync(Forget, new Dictionary<string, object> { ["$now"] = Now }, Write, cancellationToken);

    private static int Write(SqliteCommand command) => command.ExecuteNonQuery();

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private Dictionary<string, object> Parameters(DeduplicationKey key, long token = 0, TimeSpan remember = default) => new()
    {
        // One text for three parts, none of which can run into another.
        ["$key"] = JsonSerializer.Serialize<string?[]>([key.Receiver, key.Tenant, key.EventId]),
        ["$token"] = token,
        ["$now"] = Now,
        ["$expires"] = Now + (long)remember.TotalMilliseconds,
    };
}
