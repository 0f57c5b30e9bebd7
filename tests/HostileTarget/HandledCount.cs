namespace HostileTarget;

/// <summary>How many times the handler has run.</summary>
internal sealed class HandledCount
{
    private long _value;

    public long Value => Interlocked.Read(ref _value);

    public void Add() => Interlocked.Increment(ref _value);
}
