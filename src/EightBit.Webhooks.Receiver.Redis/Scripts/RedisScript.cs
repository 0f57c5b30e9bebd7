using System.Reflection;

namespace EightBit.Webhooks.Receiver.Redis.Scripts;

/// <summary>The Lua scripts: each is one atomic step on one partition. What they take and return is written in the files.</summary>
/// <remarks>The client sends a script's hash, and its text to a server that does not know it (any more).</remarks>
internal static class RedisScript
{
    private static readonly string Common = Read("common.lua");

    public static readonly string Accept = Load("accept.lua");
    public static readonly string Claim = Load("claim.lua");
    public static readonly string Mend = Load("mend.lua");
    public static readonly string WatchNumber = Load("watch-number.lua");
    public static readonly string Announce = Load("announce.lua");
    public static readonly string ReturnUnanswered = Load("return-unanswered.lua");
    public static readonly string Renew = Load("renew.lua");
    public static readonly string Complete = Load("complete.lua");
    public static readonly string Settle = Load("settle.lua");
    public static readonly string Confirm = Load("confirm.lua");

    public static readonly string Statistics = Load("statistics.lua");
    public static readonly string ListDead = Load("list-dead.lua");
    public static readonly string ReadDead = Load("read-dead.lua");
    public static readonly string ListRetries = Load("list-retries.lua");
    public static readonly string ReadHeld = Load("read-held.lua");
    public static readonly string Replay = Load("replay.lua");
    public static readonly string Purge = Load("purge.lua");
    public static readonly string PurgeOld = Load("purge-old.lua");

    public static readonly string ClaimId = Load("claim-id.lua");
    public static readonly string CompleteId = Load("complete-id.lua");
    public static readonly string ReleaseId = Load("release-id.lua");

    public static readonly string CheckCommands = Load("check-commands.lua");

    private static string Load(string file) => Common + Read(file);

    private static string Read(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(file)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
