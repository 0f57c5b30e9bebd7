namespace EightBit.Webhooks.Receiver.Sqlite;

/// <summary>Whether the disk has room for more than settling; asked of the system a few times a second at most.</summary>
internal sealed class DiskSpace
{
    private static readonly TimeSpan Freshness = TimeSpan.FromMilliseconds(250);

    private readonly DriveInfo _drive;
    private readonly long _floor;
    private readonly TimeProvider _time;
    private long _askedAt;
    private bool _hasRoom = true;
    private bool _asked;

    public DiskSpace(string file, long floor, TimeProvider time)
    {
        _drive = new DriveInfo(Path.GetDirectoryName(file)!);
        _floor = floor;
        _time = time;
    }

    /// <summary>Called by the writer alone.</summary>
    public bool HasRoom()
    {
        if (!_asked || _time.GetElapsedTime(_askedAt) > Freshness)
        {
            _asked = true;
            _askedAt = _time.GetTimestamp();
            _hasRoom = _drive.AvailableFreeSpace >= _floor;
        }

        return _hasRoom;
    }
}
