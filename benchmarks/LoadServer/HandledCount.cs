namespace LoadServer;

/// <summary>How many events a handler, or what stands in for one, has seen.</summary>
internal sealed class HandledCount
{
    private long _value;

    public long Value => Interlocked.Read(ref _value);

    public void Add() => Interlocked.Increment(ref _value);
}
