using EightBit.Webhooks.Receiver.Testing.Compliance;

namespace SamplesPlain.Tests.LambdaVerifier;

/// <summary>The table of ids keeps the rules of every store, with two instances of the function too.</summary>
public sealed class IdTableComplianceTests
{
    public static TheoryData<string> Checks => new(DeduplicationStoreCompliance.Names);

    [Theory]
    [MemberData(nameof(Checks))]
    public Task Complies(string check)
        => DeduplicationStoreCompliance.RunAsync(check, () => new ValueTask<DeduplicationStoreSubject>(new IdTableSubject()));
}
