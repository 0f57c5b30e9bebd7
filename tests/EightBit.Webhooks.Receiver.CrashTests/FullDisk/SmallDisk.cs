namespace EightBit.Webhooks.Receiver.CrashTests.FullDisk;

/// <summary>A file system of a few megabytes, with a file on it that can be deleted to make room.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly string _ballast;

    private SmallDisk(string folder)
    {
        Folder = folder;
        _ballast = Path.Combine(folder, "ballast");
    }

    public string Folder { get; }

    public static async Task<SmallDisk> MountAsync(int megabytes, int ballastMegabytes)
    {
        var disk = new SmallDisk(Directory.CreateTempSubdirectory("eightbit-disk-").FullName);
        await RunAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", disk.Folder);
        await File.WriteAllBytesAsync(disk._ballast, new byte[ballastMegabytes * 1024 * 1024]);
        return disk;
    }

    public void MakeRoom() => File.Delete(_ballast);

    public Task MakeReadOnlyAsync() => RunAsync("mount", "-o", "remount,ro", Folder);

    public async ValueTask DisposeAsync()
    {
        await RunAsync("umount", "-l", Folder);
        Directory.Delete(Folder);
    }

    private static async Task RunAsync(string command, params string[] arguments)
    {
        var ended = await ChildProcess.RunAsync(TimeSpan.FromMinutes(1), command, arguments);
        ended.ExitCode.Should().Be(0, $"{command} {string.Join(' ', arguments)}: {ended.Errors}");
    }
}
