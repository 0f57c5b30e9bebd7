namespace BrokenReceivers.Faults;

/// <summary>Has a secret that is not the expected one.</summary>
public sealed class OtherSecret : SoundReceiver
{
    private readonly string _secret;

    public OtherSecret(string secret) => _secret = secret;

    protected override bool IsRight(string signature, byte[] body) => Equal(signature, HexDigest(body, _secret));
}
