namespace EightBit.Webhooks.Receiver.HostileTests.Hosting;

/// <summary>One process for all attacks that need no settings of their own: none of them may leave anything behind that the next one feels.</summary>
[CollectionDefinition(nameof(DefaultReceiver))]
public sealed class DefaultReceiver : ICollectionFixture<ReceiverUnderAttack>
{
}
