using System.Reflection;
using System.Text.RegularExpressions;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Redis.Scripts;
using EightBit.Webhooks.Receiver.Redis.Tests.Servers;
using StackExchange.Redis;

namespace EightBit.Webhooks.Receiver.Redis.Tests.Scripts;

/// <summary>Runs scripts as a user of their own on an inbox that has something of everything, which can be put back as it was.</summary>
internal sealed partial class ScriptBench : IAsyncDisposable
{
    public const string Prefix = "eightbit-webhooks:{0}:";

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private readonly RedisServer _redis;
    private readonly ConnectionMultiplexer _admin;
    private readonly ConnectionMultiplexer _user;
    private readonly List<(RedisKey Key, byte[] Dump)> _saved = [];

    private ScriptBench(RedisServer redis, ConnectionMultiplexer admin, ConnectionMultiplexer user)
    {
        _redis = redis;
        _admin = admin;
        _user = user;
    }

    public IServer Server => _admin.GetServers().Single();

    public IDatabase Database => _admin.GetDatabase();

    public static IEnumerable<string> ScriptNames
        => typeof(RedisScript).GetFields(BindingFlags.Static | BindingFlags.Public).Select(script => script.Name);

    public static string TextOf(string script) => (string)typeof(RedisScript).GetField(script)!.GetValue(null)!;

    public static async Task<ScriptBench> StartAsync()
    {
        var redis = await RedisServer.StartAsync();
        await redis.ExecuteAsync("ACL", "SETUSER", "scripts", "on", ">pw", "~*", "&*", "+@all");
        var bench = new ScriptBench(redis, await redis.ConnectAsync(), await redis.ConnectAsync(",user=scripts,password=pw"));
        await bench.FillAsync();
        await foreach (var key in bench.Server.KeysAsync())
        {
            bench._saved.Add((key, (await bench.Database.KeyDumpAsync(key))!));
        }

        return bench;
    }

    /// <summary>All commands that a script has in it.</summary>
    public async Task<IReadOnlyList<string>> CommandsOfAsync(string script)
    {
        var words = QuotedWord().Matches(TextOf(script)).Select(word => word.Groups[1].Value).Distinct().ToList();
        var commands = new List<string>();
        foreach (var word in words)
        {
            if (!((RedisResult[])(await Server.ExecuteAsync("COMMAND", "INFO", word))!)[0].IsNull)
            {
                commands.Add(word);
            }
        }

        return commands;
    }

    public async Task RestoreAsync()
    {
        await Server.FlushDatabaseAsync();
        await Task.WhenAll(_saved.Select(saved => Database.KeyRestoreAsync(saved.Key, saved.Dump)));
    }

    public Task SetUserAsync(string rule) => Server.ExecuteAsync("ACL", "SETUSER", "scripts", rule);

    /// <returns>Whether it says that something has failed, for one of its callers at least.</returns>
    public async Task<bool> FailsAsync(string script, RedisValue[] arguments)
    {
        try
        {
            var answer = await _user.GetDatabase().ScriptEvaluateAsync(
                TextOf(script), [Prefix, Prefix + "layout"], [.. arguments, "version 1, partitions 1"]);
            return answer.Resp2Type == ResultType.Array && !answer.IsNull && ((RedisResult[])answer!).Any(part => part.Resp2Type == ResultType.Error);
        }
        catch (RedisServerException)
        {
            return true;
        }
    }

    /// <summary>All that is there, but times and the counter, which may skip numbers.</summary>
    public async Task<string> StateAsync()
    {
        var lines = new List<string>();
        await foreach (var key in Server.KeysAsync())
        {
            var type = await Database.KeyTypeAsync(key);
            var content = type switch
            {
                RedisType.String => (string?)await Database.StringGetAsync(key),
                RedisType.List => string.Join(" ", await Database.ListRangeAsync(key)),
                RedisType.Hash => string.Join(" ", (await Database.HashGetAllAsync(key)).Select(field => $"{field}").Order(StringComparer.Ordinal)),
                RedisType.SortedSet => string.Join(" ", await Database.SortedSetRangeByRankWithScoresAsync(key)),
                _ => "",
            };
            if (key != Prefix + "seq")
            {
                lines.Add(Time().Replace($"{key} {type} {content}", "T"));
            }
        }

        return string.Join("\n", lines.Order(StringComparer.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await _user.DisposeAsync();
        await _admin.DisposeAsync();
        await _redis.DisposeAsync();
    }

    /// <summary>
    /// 1 is claimed and 2 waits behind it; the lease of 3 has ended; 4 is dead, with an error, and 5 of its conversation is ready; 6 is due again;
    /// somebody has deleted 7, and 8 waits behind it; an inline endpoint works on one more; of two
    /// sets of handlers the nodes of one have ended. All tokens are 1234.
    /// </summary>
    private async Task FillAsync()
    {
        await using var node = await TestNode.OpenAsync(_redis);
        foreach (var (id, conversation) in new[] { ("1", "a"), ("2", "a"), ("3", null), ("4", "b"), ("5", "b"), ("6", null) })
        {
            await node.Inbox.AcceptAsync(Delivery(id, conversation), default);
        }

        foreach (var lease in (await node.Inbox.ClaimAsync(10, Lease, default)).Leases)
        {
            Settlement? settlement = lease.Delivery.EventId switch
            {
                "4" => new Settlement.Dead(DeadLetterReason.Rejected, new HandlerProgress(["Done"], ["Failed"]), "no"),
                "6" => new Settlement.Retry(TimeSpan.Zero, HandlerProgress.None, "later"),
                _ => null,
            };
            if (settlement is not null)
            {
                await node.Inbox.SettleAsync(lease, settlement, default);
            }
        }

        await node.Inbox.AcceptAsync(Delivery("7", "c"), default);
        await node.Inbox.AcceptAsync(Delivery("8", "c"), default);
        await Database.KeyDeleteAsync(Prefix + "e:7");
        await Database.SortedSetAddAsync(Prefix + "leases", "3", 1);
        await Database.HashSetAsync(Prefix + "e:1", "token", "1234");
        await Database.HashSetAsync(Prefix + "e:3", "token", "1234");
        await Database.StringSetAsync(Prefix + "id://inline", "c1234", TimeSpan.FromDays(1));
        await Database.StringSetAsync(Prefix + "mend", "0");
        await Database.HashSetAsync(Prefix + "handles", [new("version", "v1"), new("set", "[]"), new("ended", "[]")]);
        await Database.SortedSetAddAsync(Prefix + "fleet", [new("set", 9e15), new("ended", 1)]);
    }

    private static InboxDelivery Delivery(string id, string? conversation) => new()
    {
        Receiver = "",
        EventId = id,
        EventType = "message.received",
        OrderingKey = conversation,
        RememberFor = TimeSpan.FromDays(3),
        Body = new byte[10],
    };

    [GeneratedRegex("'([A-Z]{3,})'")]
    private static partial Regex QuotedWord();

    [GeneratedRegex(@"\b1\d{12}\b")]
    private static partial Regex Time();
}
