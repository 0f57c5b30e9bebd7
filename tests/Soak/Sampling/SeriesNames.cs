namespace Soak.Sampling;

/// <summary>What is sampled.</summary>
internal static class SeriesNames
{
    public const string Heap = "managed heap";
    public const string Resident = "resident memory";
    public const string Threads = "threads";
    public const string Handles = "open handles";
    public const string Pending = "pending events";
    public const string Database = "database file";
    public const string WriteAheadLog = "-wal file";
    public const string Ids = "remembered ids";
    public const string LogLines = "delivery log lines";
    public const string RedisKeys = "keys in Redis";
    public const string RedisMemory = "memory of Redis";
}
