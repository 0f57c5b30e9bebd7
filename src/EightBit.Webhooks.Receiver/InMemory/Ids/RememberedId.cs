namespace EightBit.Webhooks.Receiver.InMemory.Ids;

/// <summary>What is kept of one id: 24 bytes. The rest of its fingerprint is where it lies.</summary>
internal readonly struct RememberedId
{
    private const long CompletedBit = long.MinValue;

    // In this order nothing is lost to alignment.
    private readonly ulong _low;
    private readonly long _expiresAndCompleted;
    private readonly uint _middle;
    private readonly uint _token;

    public RememberedId(IdFingerprint fingerprint, uint token, long expires, bool isCompleted)
    {
        _low = fingerprint.Low;
        _middle = fingerprint.Middle;
        _token = token;
        _expiresAndCompleted = isCompleted ? expires | CompletedBit : expires;
    }

    /// <summary>Of the claim. It begins again after four thousand million claims, so two of one id are never told apart wrongly.</summary>
    public uint Token => _token;

    public uint Middle => _middle;

    public bool IsEmpty => _expiresAndCompleted == 0;

    public bool IsCompleted => _expiresAndCompleted < 0;

    /// <summary>In ticks of the clock of the store.</summary>
    public long Expires => _expiresAndCompleted & ~CompletedBit;

    public bool IsOf(IdFingerprint fingerprint) => _low == fingerprint.Low && _middle == fingerprint.Middle;
}
