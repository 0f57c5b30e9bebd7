using EightBit.Webhooks.Receiver.Events;

namespace AuditTrail.Chain;

/// <summary>The trail: one entry for each event, each chained to the one before it, on the disk before the event counts as handled.</summary>
internal sealed class AuditLog : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly ILogger<AuditLog> _logger;
    private TrailFile? _file;
    private EventIndex? _index;
    private ChainHead _head = ChainHead.None;

    public AuditLog(string path, TimeProvider time, ILogger<AuditLog> logger)
    {
        _path = path;
        _time = time;
        _logger = logger;
    }

    public ChainHead Head => Volatile.Read(ref _head);

    /// <summary>Opens the trail, checks what is new since it was last written to, and removes what a crash has left of a last line.</summary>
    /// <exception cref="AuditTrailException">The trail is not as it was left, or another process writes to it.</exception>
    public void Open()
    {
        _file = new TrailFile(_path);
        _index = new EventIndex($"{_path}.index.db");
        var torn = CatchUp(_file, _index);
        if (torn.Length > 0)
        {
            _file.Cut(_file.Length - torn.Length);
            Write(EntryWriter.Repair(_head, _time.GetUtcNow(), torn, out var hash), hash, key: null);
            _logger.TornLineRemoved(_path, torn.Length);
        }

        _logger.Opened(_path, _head.Entries, _head.Head);
    }

    /// <summary>Records an event, unless it is recorded already. When this returns, its entry is on the disk.</summary>
    /// <returns>Whether it was recorded now.</returns>
    public async Task<bool> AppendAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken)
    {
        var key = EventKey.Of(webhookEvent);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_index!.Contains(key))
            {
                return false;
            }

            Write(EntryWriter.Event(_head, _time.GetUtcNow(), webhookEvent, out var hash), hash, key);
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _index?.Dispose();
        _file?.Dispose();
        _turn.Dispose();
    }

    private void Write(byte[] line, string hash, string? key)
    {
        _file!.Append(line);
        Volatile.Write(ref _head, new ChainHead(_head.Entries + 1, hash));
        try
        {
            _index!.Add(key, new IndexPosition(_file.Length, _head));
        }
        catch
        {
            _file.Break(); // the event would be recorded again; at the next start the index catches up
            throw;
        }
    }

    /// <returns>What is left of a last line that was not written to its end.</returns>
    private byte[] CatchUp(TrailFile file, EventIndex index)
    {
        var (offset, head) = index.Position;
        TrailCheck.RequireEnd(file, offset, head, _path);
        using var transaction = index.Begin();
        foreach (var line in LineReader.Read(file.ReadFrom(offset)))
        {
            if (!line.IsComplete)
            {
                transaction.Commit();
                Volatile.Write(ref _head, head);
                return line.Bytes;
            }

            head = TrailCheck.Next(line, head, _path);
            offset += line.Length;
            index.Add(EventKey.OfEntry(line.Bytes), new IndexPosition(offset, head));
        }

        transaction.Commit();
        Volatile.Write(ref _head, head);
        return [];
    }
}
