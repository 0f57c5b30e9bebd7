using EightBit.Webhooks.Receiver.Testing.Compliance;

namespace EightBit.Webhooks.Receiver.Testing.Tests.Documentation.Example;

public sealed class OwnInboxComplianceTests
{
    public static TheoryData<string> Checks => new(InboxCompliance.NamesFor(OwnInboxSubject.Able));

    [Theory]
    [MemberData(nameof(Checks))]
    public Task Complies(string check) => InboxCompliance.RunAsync(check, OwnInboxSubject.CreateAsync);
}
