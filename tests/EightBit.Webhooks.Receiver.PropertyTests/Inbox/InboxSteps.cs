namespace EightBit.Webhooks.Receiver.PropertyTests.Inbox;

/// <summary>Steps among few events, so that they meet: the same ids, the same conversations, times that end together.</summary>
internal static class InboxSteps
{
    public const int Keys = 8;

    private static readonly Gen<int> Lease = Gen.Frequency((3, Gen.Int[0, 1]), (2, Gen.Int[0, 5]));
    private static readonly Gen<int> Letter = Gen.Frequency((3, Gen.Const(0)), (2, Gen.Int[0, 3]));
    private static readonly Gen<int> Bytes = Gen.Frequency((5, Gen.Int[0, 5]), (1, Gen.Int[0, InboxBounds.MaxPendingBytes + 5]));
    private static readonly Gen<int> Receiver = Gen.Int[0, 2];

    private static readonly Gen<InboxStep> Any = Gen.Frequency<InboxStep>(
        (12, Gen.Select(Gen.Int[0, Keys - 1], Gen.Int[0, 2], Bytes, Gen.Int[1, 30]).Select((key, conversation, bytes, remember) => new InboxStep.Accept(key, conversation, bytes, remember))),
        (8, Gen.Select(Gen.Int[1, 4], Gen.Int[1, 12]).Select((max, lease) => new InboxStep.Claim(max, lease))),
        (2, Gen.Select(Gen.Int[0, 4], Gen.Int[1, 12]).Select((leases, lease) => new InboxStep.Renew(leases, lease))),
        (3, Lease.Select(lease => new InboxStep.Complete(lease))),
        (3, Gen.Select(Lease, Gen.Int[0, 15]).Select((lease, delay) => new InboxStep.Retry(lease, delay))),
        (2, Lease.Select(lease => new InboxStep.Abandon(lease))),
        (6, Lease.Select(lease => new InboxStep.Bury(lease))),
        (5, Gen.Frequency((5, Gen.Int[1, 15]), (1, Gen.Int[60, 200])).Select(seconds => new InboxStep.Advance(seconds))),
        (3, Gen.Int[0, Keys - 1].Select(key => new InboxStep.Find(key))),
        (2, Gen.Select(Receiver, Gen.Int[1, 4]).Select((receiver, take) => new InboxStep.ListRetries(receiver, take))),
        (2, Gen.Select(Receiver, Letter, Gen.Int[1, 4]).Select((receiver, after, take) => new InboxStep.ListDead(receiver, after, take))),
        (4, Letter.Select(letter => new InboxStep.Replay(letter))),
        (1, Letter.Select(letter => new InboxStep.Purge(letter))),
        (1, Gen.Const(new InboxStep.Restart())),
        (1, Gen.Const(new InboxStep.Clean())));

    public static Gen<InboxStep[]> UpTo(int steps) => Any.Array[0, steps];
}
