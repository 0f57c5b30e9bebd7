using System.Runtime.InteropServices;
using System.Text;

namespace EightBit.Webhooks.Receiver.Sqlite.Opening;

/// <summary>What Linux knows a file by, whatever its path is. .NET has no call for it.</summary>
/// <param name="Inode">The number of the file on its file system.</param>
/// <param name="Device">The number of the file system.</param>
/// <param name="Names">How many hard links lead to it.</param>
/// <param name="IsMountPoint">Whether something is mounted at this path.</param>
/// <param name="Mount">The number of the mount that it is on, or 0 where the kernel does not tell.</param>
internal readonly record struct FileStatus(ulong Inode, ulong Device, uint Names, bool IsMountPoint, ulong Mount)
{
    private const int CurrentDirectory = -100; // AT_FDCWD
    private const uint BasicStatus = 0x7ff; // STATX_BASIC_STATS
    private const uint MountNumber = 0x1000; // STATX_MNT_ID, since Linux 5.8
    private const ulong MountRoot = 0x2000; // STATX_ATTR_MOUNT_ROOT, since Linux 5.8

    /// <returns>Null when there is no such file, or the system cannot say: that is so on other systems than Linux.</returns>
    public static FileStatus? Read(string path) => Read(Encode(path));

    /// <summary>The form in which a path that is asked for again and again is kept.</summary>
    public static byte[] Encode(string path) => Encoding.UTF8.GetBytes(path + '\0');

    /// <inheritdoc cref="Read(string)"/>
    public static FileStatus? Read(byte[] path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        try
        {
            return Statx(CurrentDirectory, path, 0, BasicStatus | MountNumber, out var status) == 0 ? Of(in status) : null;
        }
        catch (Exception exception) when (exception is EntryPointNotFoundException or DllNotFoundException)
        {
            return null; // a C library from before 2018
        }
    }

    /// <summary>Whether it is the same file, whatever has become of its names.</summary>
    public bool IsSameFile(FileStatus? other) => other is { } there && there.Inode == Inode && there.Device == Device;

    private static FileStatus Of(in StatxBuffer status) => new(
        status.Inode,
        ((ulong)status.DeviceMajor << 32) | status.DeviceMinor,
        status.Links,
        (status.Attributes & MountRoot) != 0,
        (status.Mask & MountNumber) != 0 ? status.Mount : 0);

    [DllImport("libc", EntryPoint = "statx")]
    private static extern int Statx(int directory, byte[] path, int flags, uint mask, out StatxBuffer status);

    // The same on all processors.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct StatxBuffer
    {
        [FieldOffset(0)]
        public uint Mask;

        [FieldOffset(8)]
        public ulong Attributes;

        [FieldOffset(16)]
        public uint Links;

        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;

        [FieldOffset(144)]
        public ulong Mount;
    }
}
