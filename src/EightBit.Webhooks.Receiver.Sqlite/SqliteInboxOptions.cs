namespace EightBit.Webhooks.Receiver.Sqlite;

/// <summary>The SQLite inbox. Bound to <c>EightBit:Webhooks:Sqlite</c>; read when the application starts.</summary>
public sealed class SqliteInboxOptions
{
    internal const string Section = "EightBit:Webhooks:Sqlite";

    /// <summary>
    /// The connection string, such as <c>Data Source=/var/lib/app/webhooks.db</c>. The folder must exist, on a local disk; the file is
    /// created. One process at a time can have it open.
    /// </summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>How many events may be pending before deliveries are answered 503. Default 1,000,000.</summary>
    public long MaxPendingEvents { get; set; } = 1_000_000;

    /// <summary>
    /// How many bytes the bodies of pending events may have before deliveries are answered 503. A body beyond it by itself is
    /// taken while nothing else is pending. Default 4 GiB.
    /// </summary>
    public long MaxPendingBytes { get; set; } = 4L * 1024 * 1024 * 1024;

    /// <summary>
    /// How much space the disk must have left for a delivery to be accepted; below it, deliveries are answered 503, so that what was
    /// accepted can still be settled. Default 64 MiB.
    /// </summary>
    public long MinFreeDiskBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>How long a dead letter is kept. Default 30 days.</summary>
    public TimeSpan DeadLetterRetention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long a line of the delivery log is kept. Default 7 days.</summary>
    public TimeSpan DeliveryLogRetention { get; set; } = TimeSpan.FromDays(7);

    /// <summary>
    /// What survives a power loss or a crash of the operating system. Default <see cref="SqliteSynchronous.Full"/>: everything that was
    /// acknowledged.
    /// </summary>
    public SqliteSynchronous Synchronous { get; set; } = SqliteSynchronous.Full;
}
