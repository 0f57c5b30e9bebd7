namespace BrokenReceivers.Faults;

/// <summary>Compares as many digits as both have.</summary>
public sealed class ComparesTheShorter : SoundReceiver
{
    protected override bool IsRight(string signature, byte[] body)
    {
        var right = HexDigest(body);
        var length = Math.Min(signature.Length, right.Length);
        return Equal(signature[..length], right[..length]);
    }
}
