namespace EightBit.Webhooks.Receiver.Packages.Tests.Packing;

/// <summary>Packing takes a minute: once for all tests.</summary>
[CollectionDefinition(Name)]
public sealed class PackedOnce : ICollectionFixture<PackedPackages>
{
    public const string Name = "Packing";
}
