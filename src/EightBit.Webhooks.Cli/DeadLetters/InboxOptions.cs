using System.CommandLine;
using EightBit.Webhooks.Cli.CommandLine;
using EightBit.Webhooks.Cli.DeadLetters.Inboxes;
using EightBit.Webhooks.Receiver.Redis;
using EightBit.Webhooks.Receiver.Sqlite;

namespace EightBit.Webhooks.Cli.DeadLetters;

/// <summary>Where the application's inbox is.</summary>
internal sealed class InboxOptions
{
    public const string RedisVariable = "EIGHTBIT_WEBHOOKS_REDIS";

    private readonly Surroundings _surroundings;

    private readonly Option<string?> _sqlite = new("--sqlite")
    {
        Description = "The inbox is in this SQLite file: a path, or the application's connection string.",
        HelpName = "file",
    };

    private readonly Option<string?> _redis = new("--redis")
    {
        Description = $"The inbox is in this Redis: a configuration text such as redis.example.com:6379. One with a password belongs into the variable {RedisVariable}.",
        HelpName = "configuration",
    };

    private readonly Option<string> _redisPrefix = new("--redis-prefix")
    {
        Description = "The application's KeyPrefix; with AddStackExchangeRedisCache's connection, its instance name in front.",
        HelpName = "prefix",
        DefaultValueFactory = _ => new RedisWebhooksOptions().KeyPrefix,
    };

    private InboxOptions(Surroundings surroundings) => _surroundings = surroundings;

    public static InboxOptions AddTo(Command command, Surroundings surroundings)
    {
        var options = new InboxOptions(surroundings);
        command.Add(options._sqlite);
        command.Add(options._redis);
        command.Add(options._redisPrefix);
        return options;
    }

    /// <summary>Opens the inbox for a command.</summary>
    /// <exception cref="CliException">It is not said which one, or it cannot be used.</exception>
    public async Task<int> UseAsync(ParseResult result, Func<IOperatedInbox, Task<int>> use, CancellationToken cancellationToken)
    {
        try
        {
            await using var inbox = await OpenAsync(result, cancellationToken);
            return await use(inbox);
        }
        catch (Exception exception) when (exception is SqliteInboxException or RedisInboxException)
        {
            throw new CliException(exception.Message, exception);
        }
    }

    private async Task<IOperatedInbox> OpenAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var (sqlite, redis) = (result.GetValue(_sqlite), result.GetValue(_redis));
        if (sqlite is not null)
        {
            return redis is null ? new SqliteOperatedInbox(sqlite) : throw new CliException("The inbox is in one place: use --sqlite or --redis, not both.");
        }

        var configuration = redis is null ? _surroundings.Environment(RedisVariable) : Warned(redis);
        return configuration is { Length: > 0 }
            ? await RedisOperatedInbox.ConnectAsync(configuration, result.GetValue(_redisPrefix)!, cancellationToken)
            : throw new CliException($"It is not said where the inbox is. Use --sqlite FILE or --redis CONFIGURATION, or set {RedisVariable}.");
    }

    private string Warned(string configuration)
    {
        if (configuration.Contains("password=", StringComparison.OrdinalIgnoreCase))
        {
            _surroundings.Error.MarkupLine(
                $"[yellow]warning:[/] a password on the command line is visible to others and stays in the shell's history. Use {RedisVariable}.");
        }

        return configuration;
    }
}
