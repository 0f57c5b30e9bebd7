using System.Globalization;

namespace EightBit.Webhooks.Receiver.Sqlite.Opening;

/// <summary>Whether the file is in a place where it, what SQLite keeps beside it, and the lock stay together.</summary>
internal static class FilePlacement
{
    /// <summary>What the names of the files end with that belong together.</summary>
    public static readonly IReadOnlyList<string> Suffixes = ["", "-wal", "-shm", LockFile.Suffix];

    private static readonly HashSet<string> SharedByMachines = new(StringComparer.OrdinalIgnoreCase)
    {
        "nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "afpfs", "webdav", "davfs", "afs", "ceph", "lustre", "beegfs",
        "fuse.sshfs", "fuse.glusterfs", "fuse.ceph", "fuse.rclone", "fuse.s3fs", "fuse.gcsfuse", "fuse.blobfuse2",
    };

    private static readonly HashSet<string> GoneWithTheMachineOrContainer = new(StringComparer.OrdinalIgnoreCase) { "tmpfs", "ramfs", "overlay", "overlayfs" };

    /// <exception cref="SqliteInboxException">The place is none; the message says why and what to do.</exception>
    public static void Require(string database)
    {
        var format = FormatOf(database);
        if (IsSharedByMachines(format))
        {
            throw new SqliteInboxException(
                $"{database} is on a network file system ({format}). SQLite's -wal works on one machine alone, and a lock may "
                    + "not keep another machine "
                + "off the file. Put the file on a local disk, or use an inbox made for many machines.");
        }

        foreach (var suffix in Suffixes)
        {
            Require(database, database + suffix);
        }
    }

    public static bool IsSharedByMachines(string format) => SharedByMachines.Contains(format);

    /// <returns>
    /// The kind of the file system where that is one whose files go with the machine or the container; otherwise null.
    /// </returns>
    public static string? FindShortLived(string database)
        => FormatOf(database) is var format && GoneWithTheMachineOrContainer.Contains(format) ? format : null;

    private static void Require(string database, string file)
    {
        if (file != database && new FileInfo(file).LinkTarget is not null)
        {
            throw new SqliteInboxException($"{file} is a symbolic link, but has to be a file beside {database}. Stop what "
                + "uses it, and put the file there.");
        }

        if (FileStatus.Read(file) is not { } status)
        {
            return;
        }

        if (status.IsMountPoint)
        {
            throw new SqliteInboxException(
                $"{file} is mounted by itself. The database, its -wal, its -shm and its lock have to be on one volume, or "
                    + "acknowledged events are lost "
                + "when one of them is replaced. Mount the folder that the file is in.");
        }

        if (status.Names > 1)
        {
            throw new SqliteInboxException(
                $"{file} has {status.Names} names: there are hard links to it. Under each name it would have another -wal and "
                    + "another lock. "
                + $"Remove the other names (find them with: find / -xdev -samefile {file}), or copy the file.");
        }
    }

    private static string FormatOf(string database)
    {
        var folder = Path.GetDirectoryName(database)!;
        try
        {
            return FindMountFormat(folder) ?? new DriveInfo(folder).DriveFormat;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return ""; // whether the file can be used there is found out when it is opened
        }
    }

    // DriveInfo finds the first mount at a path, which another one may lie over.
    private static string? FindMountFormat(string folder)
    {
        if (FileStatus.Read(folder) is not { Mount: > 0 and var mount })
        {
            return null;
        }

        var number = mount.ToString(CultureInfo.InvariantCulture);
        return File.ReadLines("/proc/self/mountinfo").Select(line => line.Split(' '))
            .FirstOrDefault(fields => fields[0] == number)?.SkipWhile(field => field != "-").ElementAtOrDefault(1);
    }
}
