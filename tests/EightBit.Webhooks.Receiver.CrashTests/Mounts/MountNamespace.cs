using System.Globalization;

namespace EightBit.Webhooks.Receiver.CrashTests.Mounts;

/// <summary>
/// Starts a process with mounts of its own, as a container has them: this machine runs no containers, and to the process a mount
/// namespace is the same thing.
/// </summary>
internal static class MountNamespace
{
    /// <summary>The user that containers without one run as.</summary>
    public const int OtherUser = 65534;

    /// <summary>What the root of a hardened container is: nothing can be written, no temporary folder either.</summary>
    public const string ReadOnlyRoot = "mount -o remount,bind,ro /";

    /// <summary>What containers get for /dev/shm, and less.</summary>
    public const string SmallSharedMemory = "mount -t tmpfs -o size=64k none /dev/shm";

    /// <summary>For <see cref="Target.Through"/>.</summary>
    public static IReadOnlyList<string> With(string mounts, bool otherUser = false)
    {
        var user = otherUser ? $"setpriv --reuid={OtherUser} --regid={OtherUser} --clear-groups env HOME=/ " : "";
        return ["unshare", "--mount", "--propagation", "private", "sh", "-ec", $"{mounts}\nexec {user}\"$@\"", "sh"];
    }

    /// <summary>Changes the mounts of a process that runs.</summary>
    public static Task InAsync(int processId, params string[] command)
        => RunAsync(["nsenter", "-t", processId.ToString(CultureInfo.InvariantCulture), "-m", .. command]);

    public static async Task RunAsync(params string[] command)
    {
        var ended = await ChildProcess.RunAsync(TimeSpan.FromMinutes(1), command[0], command[1..]);
        ended.ExitCode.Should().Be(0, $"{string.Join(' ', command)}: {ended.Errors}");
    }
}
