using EightBit.Webhooks.Receiver.Testing.Compliance;
using EightBit.Webhooks.Receiver.Testing.Tests.Compliance.Faults;

namespace EightBit.Webhooks.Receiver.Testing.Tests.Compliance;

/// <summary>The suite passes what is correct and catches what is not, by the check that is meant for it.</summary>
public sealed class DeduplicationStoreComplianceTests
{
    public static TheoryData<string> Checks => new(DeduplicationStoreCompliance.Names);

    [Theory]
    [MemberData(nameof(Checks))]
    public Task A_correct_store_passes(string check)
        => DeduplicationStoreCompliance.RunAsync(check, () => FaultyStoreSubject.CreateAsync(StoreFault.None));

    [Theory]
    [InlineData(StoreFault.LooksUpAndThenWrites, "One_of_many_parallel_claims_wins")]
    [InlineData(StoreFault.LooksUpAndThenWrites, "One_of_many_parallel_claims_on_two_nodes_wins")]
    [InlineData(StoreFault.LooksUpAndThenWrites, "One_of_many_parallel_claims_of_an_expired_claim_wins")]
    [InlineData(StoreFault.ReleasesNothing, "A_released_id_can_be_claimed_at_once")]
    [InlineData(StoreFault.KeepsClaimsForEver, "An_expired_claim_can_be_claimed")]
    [InlineData(StoreFault.RefusesLateCompletion, "An_expired_claim_can_be_completed_unless_claimed_again")]
    [InlineData(StoreFault.LetsStaleTokensComplete, "A_stale_token_cannot_complete")]
    [InlineData(StoreFault.LetsStaleTokensComplete, "A_stale_token_cannot_change_a_completed_id")]
    [InlineData(StoreFault.LetsStaleTokensRelease, "A_stale_token_cannot_release")]
    [InlineData(StoreFault.UsesOneToken, "Tokens_are_never_reused")]
    [InlineData(StoreFault.KeepsIdsOnlyForTheLease, "A_completed_id_outlives_the_lease_of_its_claim")]
    [InlineData(StoreFault.KeepsIdsForEver, "A_completed_id_expires_after_its_retention")]
    [InlineData(StoreFault.CountsTheRetentionFromTheClaim, "The_retention_counts_from_the_completion")]
    [InlineData(StoreFault.JoinsKeys, "Different_keys_do_not_touch_each_other")]
    [InlineData(StoreFault.LeavesOutTheTenant, "Different_keys_do_not_touch_each_other")]
    [InlineData(StoreFault.IgnoresCase, "Different_keys_do_not_touch_each_other")]
    [InlineData(StoreFault.JoinsKeys, "Releasing_a_key_leaves_the_others_claimed")]
    public async Task A_fault_is_caught_by_the_check_meant_for_it(StoreFault fault, string check)
    {
        var run = () => DeduplicationStoreCompliance.RunAsync(check, () => FaultyStoreSubject.CreateAsync(fault));

        var broken = (await run.Should().ThrowAsync<ComplianceException>()).Which;
        broken.Rule.Should().Be(check);
        broken.Seen.Should().NotContain("exception");
        broken.Message.Should().Contain(broken.Seen).And.Contain(broken.Consequence);
    }

    [Fact]
    public void A_check_is_found_by_its_name_alone()
    {
        DeduplicationStoreCompliance.Checks.Should().OnlyContain(check => DeduplicationStoreCompliance.Find(check.ToString()) == check);

        var find = () => DeduplicationStoreCompliance.Find("No_such_check");
        find.Should().Throw<ArgumentException>().WithMessage("*No_such_check*");
    }
}
