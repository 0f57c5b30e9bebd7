namespace BrokenReceivers.Faults;

/// <summary>Has a second secret for rotation whose setting is missing.</summary>
public sealed class AcceptsAnEmptySecret : SoundReceiver
{
    private static readonly string[] Secrets = [Secret, ""];

    protected override bool IsRight(string signature, byte[] body) => Secrets.Any(secret => Equal(signature, HexDigest(body, secret)));
}
