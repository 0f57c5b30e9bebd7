using EightBit.Webhooks.Receiver.Testing.Compliance;

namespace EightBit.Webhooks.Receiver.Redis.Tests.Compliance;

/// <summary>The Redis deduplication store keeps the rules of every store, with two nodes too.</summary>
public sealed class RedisStoreComplianceTests
{
    private static readonly SideBySide Running = new(
        DeduplicationStoreCompliance.Names, check => DeduplicationStoreCompliance.RunAsync(check, RedisStoreSubject.CreateAsync));

    public static TheoryData<string> Checks => new(DeduplicationStoreCompliance.Names);

    [Theory]
    [MemberData(nameof(Checks))]
    public Task Complies(string check) => Running.Of(check);
}
