namespace EightBit.Webhooks.Receiver.InMemory.Ids;

/// <summary>What is kept of one id: 24 bytes. The rest of its fingerprint is where it lies.</summary>
internal readonly struct RememberedId
{
    private const long CompletedBit = long.MinValue;

    private readonly ulong _low;
    private readonly uint _middle;
    private readonly long _expiresAndCompleted;

    public RememberedId(IdFingerprint fingerprint, uint token, long expires, bool isCompleted)
    {
        _low = fingerprint.Low;
        _middle = fingerprint.Middle;
        Token = token;
        _expiresAndCompleted = isCompleted ? expires | CompletedBit : expires;
    }

    /// <summary>Of the claim. It begins again after four thousand million claims, so two of one id are never told apart wrongly.</summary>
    public uint Token { get; }

    public uint Middle => _middle;

    public bool IsEmpty => _expiresAndCompleted == 0;

    public bool IsCompleted => _expiresAndCompleted < 0;

    /// <summary>In ticks of the universal time.</summary>
    public long Expires => _expiresAndCompleted & ~CompletedBit;

    public bool IsOf(IdFingerprint fingerprint) => _low == fingerprint.Low && _middle == fingerprint.Middle;
}
