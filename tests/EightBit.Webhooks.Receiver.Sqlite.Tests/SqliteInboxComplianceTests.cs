using EightBit.Webhooks.Receiver.Testing.Compliance;

namespace EightBit.Webhooks.Receiver.Sqlite.Tests;

/// <summary>The SQLite inbox keeps the rules of every inbox.</summary>
public sealed class SqliteInboxComplianceTests
{
    public static TheoryData<string> Checks => new(InboxCompliance.NamesFor(SqliteInboxSubject.Able));

    [Theory]
    [MemberData(nameof(Checks))]
    public Task Complies(string check) => InboxCompliance.RunAsync(check, SqliteInboxSubject.CreateAsync);
}
