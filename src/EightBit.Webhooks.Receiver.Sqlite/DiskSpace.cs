using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Sqlite;

/// <summary>
/// Whether the disk has room for more than settling. Asked of the system a few times a second, and sooner where what has been written
/// since may have used up what was free.
/// </summary>
internal sealed class DiskSpace
{
    /// <summary>A body is written to the -wal file and from there to the database; pages and indexes take some more.</summary>
    private const int BytesOnDiskPerByte = 4;

    /// <summary>The same for what an event takes beside its body.</summary>
    private const int BytesOnDiskPerEvent = 64 * 1024;

    private static readonly TimeSpan Freshness = TimeSpan.FromMilliseconds(250);

    private readonly DriveInfo _drive;
    private readonly long _floor;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private long _askedAt;
    private long _free;
    private long _written;
    private bool _hasRoom = true;
    private bool _asked;

    public DiskSpace(string file, long floor, TimeProvider time, ILogger logger)
    {
        _drive = new DriveInfo(Path.GetDirectoryName(file)!);
        _floor = floor;
        _time = time;
        _logger = logger;
    }

    /// <summary>Called by the writer alone, before it writes an event with a body of so many bytes.</summary>
    public bool HasRoom(long bodyBytes)
    {
        _written += (bodyBytes * BytesOnDiskPerByte) + BytesOnDiskPerEvent;
        if (!_asked || _free - _written < _floor || _time.GetElapsedTime(_askedAt) > Freshness)
        {
            _asked = true;
            _askedAt = _time.GetTimestamp();
            Note(_drive.AvailableFreeSpace);
        }

        return _hasRoom;
    }

    private void Note(long free)
    {
        _free = free;
        _written = 0;
        var hadRoom = _hasRoom;
        _hasRoom = free >= _floor;
        if (hadRoom && !_hasRoom)
        {
            _logger.DiskFull(free, _floor);
        }
        else if (_hasRoom && !hadRoom)
        {
            _logger.DiskHasRoomAgain(free);
        }
    }
}
