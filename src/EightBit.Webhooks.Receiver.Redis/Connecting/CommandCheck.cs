using EightBit.Webhooks.Receiver.Redis.Keys;
using EightBit.Webhooks.Receiver.Redis.Scripts;
using StackExchange.Redis;

namespace EightBit.Webhooks.Receiver.Redis.Connecting;

/// <summary>
/// Finds out at the start whether the scripts may call what they call. Commands can be disabled or renamed on the server, and denied to the user.
/// </summary>
internal static class CommandCheck
{
    private static readonly string[] ForIds = ["GET", "SET", "DEL"];

    /// <exception cref="RedisInboxException">Commands are refused; the message names them.</exception>
    public static async Task RunAsync(IDatabase database, KeySpace keys, bool forIdsOnly, string server)
    {
        var refusals = await Task.WhenAll(Enumerable.Range(0, keys.Count).Select(partition => RunAsync(database, keys, partition)));
        var refused = refusals.SelectMany(refusal => refusal)
            .Where(refusal => !forIdsOnly || ForIds.Contains(refusal.Command))
            .DistinctBy(refusal => refusal.Command)
            .OrderBy(refusal => refusal.Command, StringComparer.Ordinal)
            .ToList();
        if (refused.Count > 0)
        {
            throw new RedisInboxException(
                $"Redis at {server} refuses commands that are needed: {string.Join(", ", refused.Select(refusal => refusal.Command))} ({refused[0].Why}). "
                + "They are disabled or renamed on the server (rename-command), or denied to the user (ACL). Allow them under their own names.");
        }
    }

    private static async Task<IEnumerable<(string Command, string Why)>> RunAsync(IDatabase database, KeySpace keys, int partition)
    {
        try
        {
            var answer = (string[])(await database.ScriptEvaluateAsync(
                RedisScript.CheckCommands, [keys[partition], keys.LayoutOf(partition)], [keys.Layout], CommandFlags.DemandMaster))!;
            return answer.Chunk(2).Select(refusal => (refusal[0], refusal[1]));
        }
        catch (RedisServerException exception) when (exception.Message.Contains("TRYAGAIN"))
        {
            return []; // the partition moves to another node at this moment, where other scripts will tell
        }
    }
}
