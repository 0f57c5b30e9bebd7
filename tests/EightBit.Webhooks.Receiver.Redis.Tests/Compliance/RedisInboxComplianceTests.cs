using EightBit.Webhooks.Receiver.Testing.Compliance;

namespace EightBit.Webhooks.Receiver.Redis.Tests.Compliance;

/// <summary>The Redis inbox keeps the rules of every inbox, with two nodes too.</summary>
public sealed class RedisInboxComplianceTests
{
    private static readonly SideBySide Running = new(
        InboxCompliance.NamesFor(RedisInboxSubject.Able), check => InboxCompliance.RunAsync(check, RedisInboxSubject.CreateAsync));

    public static TheoryData<string> Checks => new(InboxCompliance.NamesFor(RedisInboxSubject.Able));

    [Theory]
    [MemberData(nameof(Checks))]
    public Task Complies(string check) => Running.Of(check);
}
