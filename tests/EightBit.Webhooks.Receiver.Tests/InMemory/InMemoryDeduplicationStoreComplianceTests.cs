using EightBit.Webhooks.Receiver.Testing.Compliance;

namespace EightBit.Webhooks.Receiver.Tests.InMemory;

/// <summary>The in-memory deduplication store keeps the rules of every store.</summary>
public sealed class InMemoryDeduplicationStoreComplianceTests
{
    public static TheoryData<string> Checks => new(DeduplicationStoreCompliance.Names);

    [Theory]
    [MemberData(nameof(Checks))]
    public Task Complies(string check) => DeduplicationStoreCompliance.RunAsync(check, InMemoryDeduplicationStoreSubject.CreateAsync);
}
