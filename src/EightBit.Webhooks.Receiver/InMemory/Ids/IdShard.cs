namespace EightBit.Webhooks.Receiver.InMemory.Ids;

/// <summary>
/// A few hundred ids in an open-addressed table. Growing or cleaning up one shard takes microseconds, where one table of all ids would
/// stand still for as long as it takes to copy it.
/// </summary>
/// <remarks>Not synchronised: the store locks <see cref="Gate"/>.</remarks>
internal sealed class IdShard
{
    private const int SmallestCapacity = 8;

    /// <summary>More than a call can add, so that expired ids go faster than new ones come.</summary>
    private const int LookedAtPerCall = 4;

    private RememberedId[] _slots = new RememberedId[SmallestCapacity];
    private int _nextLook;

    public Lock Gate { get; } = new();

    public int Count { get; private set; }

    /// <returns>Where the id is, or a negative number.</returns>
    public int Find(IdFingerprint fingerprint)
    {
        for (var index = HomeOf(fingerprint.Middle); !_slots[index].IsEmpty; index = After(index))
        {
            if (_slots[index].IsOf(fingerprint))
            {
                return index;
            }
        }

        return -1;
    }

    public ref RememberedId At(int index) => ref _slots[index];

    /// <summary>Adds an id that is not there.</summary>
    public void Add(in RememberedId id, long now)
    {
        if (5 * (Count + 1) > 4 * _slots.Length)
        {
            RemoveExpired(now);
            Resize();
        }
        else if (_slots.Length > SmallestCapacity && 4 * Count < _slots.Length)
        {
            Resize();
        }

        Place(id);
        Count++;
    }

    public void RemoveAt(int index)
    {
        // What was pushed on by the one that goes moves up, so that a search never has to look past an empty place.
        var hole = index;
        for (var next = After(hole); !_slots[next].IsEmpty; next = After(next))
        {
            if (Distance(HomeOf(_slots[next].Middle), next) >= Distance(hole, next))
            {
                _slots[hole] = _slots[next];
                hole = next;
            }
        }

        _slots[hole] = default;
        Count--;
    }

    /// <summary>Removes some of what has expired.</summary>
    public void CleanUp(long now)
    {
        for (var looked = 0; looked < LookedAtPerCall; looked++)
        {
            _nextLook = _nextLook + 1 < _slots.Length ? _nextLook + 1 : 0;
            RemoveIfExpired(_nextLook, now);
        }
    }

    /// <returns>Where the completed id is that expires first, or a negative number when there is none.</returns>
    public int FindEarliestCompleted()
    {
        var earliest = -1;
        for (var index = 0; index < _slots.Length; index++)
        {
            if (_slots[index].IsCompleted && (earliest < 0 || _slots[index].Expires < _slots[earliest].Expires))
            {
                earliest = index;
            }
        }

        return earliest;
    }

    private void RemoveExpired(long now)
    {
        for (var index = 0; index < _slots.Length; index++)
        {
            RemoveIfExpired(index, now);
        }
    }

    private void RemoveIfExpired(int index, long now)
    {
        // Another one may have moved up into the place.
        while (!_slots[index].IsEmpty && _slots[index].Expires <= now)
        {
            RemoveAt(index);
        }
    }

    /// <summary>To two thirds full.</summary>
    private void Resize()
    {
        var old = _slots;
        _slots = new RememberedId[Math.Max(SmallestCapacity, 3 * (Count + 1) / 2)];
        _nextLook = 0;
        foreach (ref readonly var id in old.AsSpan())
        {
            if (!id.IsEmpty)
            {
                Place(id);
            }
        }
    }

    private void Place(in RememberedId id)
    {
        var index = HomeOf(id.Middle);
        while (!_slots[index].IsEmpty)
        {
            index = After(index);
        }

        _slots[index] = id;
    }

    private int HomeOf(uint middle) => (int)((ulong)middle * (uint)_slots.Length >> 32);

    private int After(int index) => index + 1 < _slots.Length ? index + 1 : 0;

    private int Distance(int from, int to) => to >= from ? to - from : to - from + _slots.Length;
}
