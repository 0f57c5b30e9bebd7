using EightBit.Webhooks.Receiver.Inbox;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace EightBit.Webhooks.Receiver.Sqlite.Tests;

/// <summary>A folder for inbox files that goes with the test.</summary>
internal sealed class TemporaryInbox : IDisposable
{
    public TemporaryInbox(FakeTimeProvider? time = null)
    {
        Folder = Directory.CreateTempSubdirectory("eightbit-sqlite-").FullName;
        Time = time ?? new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
    }

    public string Folder { get; }

    public string File => Path.Combine(Folder, "webhooks.db");

    public FakeTimeProvider Time { get; }

    public SqliteInboxOptions Options => new() { ConnectionString = $"Data Source={File}", MinFreeDiskBytes = 0 };

    public SqliteInbox Open(Action<SqliteInboxOptions>? configure = null, ILogger<SqliteInbox>? log = null)
    {
        var options = Options;
        configure?.Invoke(options);
        var inbox = new SqliteInbox(new OptionsWrapper<SqliteInboxOptions>(options), Time, log ?? NullLogger<SqliteInbox>.Instance);
        try
        {
            inbox.Open();
            return inbox;
        }
        catch
        {
            inbox.Dispose();
            throw;
        }
    }

    /// <summary>A copy of the files as they are now: what a process that is killed this moment leaves behind.</summary>
    public TemporaryInbox CopyAsAfterCrash()
    {
        var after = new TemporaryInbox(Time);
        foreach (var suffix in new[] { "", "-wal" })
        {
            if (System.IO.File.Exists(File + suffix))
            {
                System.IO.File.Copy(File + suffix, after.File + suffix);
            }
        }

        return after;
    }

    public InboxDelivery Delivery(string id, string? orderingKey = null, int bodyBytes = 10) => new()
    {
        Receiver = "",
        EventId = id,
        EventType = "message.received",
        OrderingKey = orderingKey,
        ReceivedAt = Time.GetUtcNow(),
        SentAt = Time.GetUtcNow(),
        RememberFor = TimeSpan.FromDays(3),
        Body = new byte[bodyBytes],
    };

    /// <summary>Runs SQL on the file, beside or without an open inbox.</summary>
    public long Sql(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is long number ? number : 0;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
