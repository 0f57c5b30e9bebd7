using EightBit.Webhooks.Receiver.Testing.Compliance;

namespace EightBit.Webhooks.Receiver.Tests.InMemory;

/// <summary>The in-memory inbox keeps the rules of every inbox.</summary>
public sealed class InMemoryInboxComplianceTests
{
    public static TheoryData<string> Checks => new(InboxCompliance.NamesFor(InMemoryInboxSubject.Able));

    [Theory]
    [MemberData(nameof(Checks))]
    public Task Complies(string check) => InboxCompliance.RunAsync(check, InMemoryInboxSubject.CreateAsync);
}
