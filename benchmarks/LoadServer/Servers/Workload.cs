namespace LoadServer.Servers;

/// <summary>What all servers and the client agree on.</summary>
internal static class Workload
{
    public const string Path = "/hook";
    public const string Secret = "a-secret-that-the-benchmark-signs-with";
    public const int MaxPendingEvents = 2_000_000;
    public const int MaxBodyBytes = 1024 * 1024;
}
