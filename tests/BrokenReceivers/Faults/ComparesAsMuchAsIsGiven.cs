namespace BrokenReceivers.Faults;

/// <summary>Takes any beginning of the signature for the whole.</summary>
public sealed class ComparesAsMuchAsIsGiven : SoundReceiver
{
    protected override bool IsRight(string signature, byte[] body)
        => HexDigest(body).StartsWith(signature, StringComparison.Ordinal);
}
