using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Redis;

/// <summary>The bounds that make sense.</summary>
internal sealed class RedisWebhooksOptionsValidator : IValidateOptions<RedisWebhooksOptions>
{
    /// <summary>The platform waits 5 seconds for its answer.</summary>
    private static readonly TimeSpan MaxReplicationTimeout = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan MaxStartupTimeout = TimeSpan.FromMinutes(10);

    public ValidateOptionsResult Validate(string? name, RedisWebhooksOptions options)
    {
        var failures = new List<string>();
        RequireAtLeast(failures, nameof(options.Partitions), options.Partitions, 1);
        RequireAtLeast(failures, nameof(options.MaxPendingEvents), options.MaxPendingEvents, 1);
        RequireAtLeast(failures, nameof(options.MaxPendingBytes), options.MaxPendingBytes, 1);
        RequireAtLeast(failures, nameof(options.DeadLetterRetention), options.DeadLetterRetention, TimeSpan.FromMinutes(1));
        RequireAtLeast(failures, nameof(options.Replicas), options.Replicas, 1);
        RequireAtLeast(failures, nameof(options.ReplicationTimeout), options.ReplicationTimeout, TimeSpan.FromMilliseconds(1));
        RequireAtLeast(failures, nameof(options.StartupTimeout), options.StartupTimeout, TimeSpan.Zero);
        RequireAtMost(failures, nameof(options.ReplicationTimeout), options.ReplicationTimeout, MaxReplicationTimeout);
        RequireAtMost(failures, nameof(options.StartupTimeout), options.StartupTimeout, MaxStartupTimeout);
        if (options.Partitions > RedisWebhooksOptions.MaxPartitions)
        {
            failures.Add($"{RedisWebhooksOptions.Section}:Partitions is {options.Partitions}, but can be {RedisWebhooksOptions.MaxPartitions} at most.");
        }

        if (string.IsNullOrWhiteSpace(options.KeyPrefix))
        {
            failures.Add($"{RedisWebhooksOptions.Section}:KeyPrefix is empty. Leave it out for the default, or give the text that all keys begin with.");
        }

        if (!Enum.IsDefined(options.Durability))
        {
            failures.Add($"{RedisWebhooksOptions.Section}:Durability is {options.Durability}, but must be AsOffered, Memory, LocalFsync or Replicated.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void RequireAtMost(List<string> failures, string setting, TimeSpan value, TimeSpan most)
    {
        if (value > most)
        {
            failures.Add(
                $"{RedisWebhooksOptions.Section}:{setting} is {value}, but can be {most} at most. A number alone means days (\"5\" is five of them); five seconds "
                + "are \"00:00:05\".");
        }
    }

    private static void RequireAtLeast<T>(List<string> failures, string setting, T value, T least)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0)
        {
            failures.Add($"{RedisWebhooksOptions.Section}:{setting} is {value}, but must be at least {least}.");
        }
    }
}
