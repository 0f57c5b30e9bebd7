using EightBit.Webhooks.Receiver.Testing.Compliance;

namespace EightBit.Webhooks.Receiver.Sqlite.Tests.Deduplication;

/// <summary>The SQLite deduplication store keeps the rules of every store, whether what has expired is deleted sooner or later.</summary>
public sealed class SqliteDeduplicationStoreComplianceTests
{
    public static TheoryData<string> Checks => new(DeduplicationStoreCompliance.Names);

    [Theory]
    [MemberData(nameof(Checks))]
    public Task Complies(string check)
        => DeduplicationStoreCompliance.RunAsync(check, () => SqliteDeduplicationStoreSubject.CreateAsync(cleans: false));

    [Theory]
    [MemberData(nameof(Checks))]
    public Task Complies_while_expired_claims_are_deleted(string check)
        => DeduplicationStoreCompliance.RunAsync(check, () => SqliteDeduplicationStoreSubject.CreateAsync(cleans: true));
}
