using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Sqlite;

/// <summary>The bounds that make sense.</summary>
internal sealed class SqliteInboxOptionsValidator : IValidateOptions<SqliteInboxOptions>
{
    public ValidateOptionsResult Validate(string? name, SqliteInboxOptions options)
    {
        var failures = new List<string>();
        if (string.IsNullOrWhiteSpace(options.ConnectionString))
        {
            failures.Add(
                $"{SqliteInboxOptions.Section}:ConnectionString is empty, so the SQLite inbox has no file. Set it, such as to "
                + "\"Data Source=/var/lib/app/webhooks.db\", or pass the connection string to UseSqliteInbox.");
        }

        RequireAtLeast(failures, nameof(options.MaxPendingEvents), options.MaxPendingEvents, 1);
        RequireAtLeast(failures, nameof(options.MaxPendingBytes), options.MaxPendingBytes, 1);
        RequireAtLeast(failures, nameof(options.MinFreeDiskBytes), options.MinFreeDiskBytes, 0);
        RequireAtLeast(failures, nameof(options.DeadLetterRetention), options.DeadLetterRetention, TimeSpan.FromMinutes(1));
        RequireAtLeast(failures, nameof(options.DeliveryLogRetention), options.DeliveryLogRetention, TimeSpan.FromMinutes(1));
        if (!Enum.IsDefined(options.Synchronous))
        {
            failures.Add($"{SqliteInboxOptions.Section}:Synchronous is {options.Synchronous}, but must be Full or Normal.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void RequireAtLeast<T>(List<string> failures, string setting, T value, T least)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0)
        {
            failures.Add($"{SqliteInboxOptions.Section}:{setting} is {value}, but must be at least {least}.");
        }
    }
}
