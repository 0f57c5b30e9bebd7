using System.Reflection;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Testing.Compliance;
using EightBit.Webhooks.Receiver.Testing.Tests.Compliance.Faults;

namespace EightBit.Webhooks.Receiver.Testing.Tests.Compliance;

/// <summary>The suite passes what is correct and catches what is not, by the check that is meant for it.</summary>
public sealed class InboxComplianceTests
{
    public static TheoryData<string> Checks => new(InboxCompliance.NamesFor(FaultyInboxSubject.All));

    public static TheoryData<string> Fields => new(typeof(InboxDelivery).GetProperties().Select(property => property.Name));

    [Theory]
    [MemberData(nameof(Checks))]
    public Task A_correct_inbox_passes(string check)
        => InboxCompliance.RunAsync(check, options => FaultyInboxSubject.CreateAsync(options));

    [Theory]
    [InlineData(InboxFault.AcceptsRacingDuplicates, "Of_parallel_identical_accepts_one_is_accepted")]
    [InlineData(InboxFault.AcceptsRacingDuplicates, "Duplicates_inside_one_batch_are_found")]
    [InlineData(InboxFault.MarksIdsSeenOnFull, "Full_leaves_the_id_unseen")]
    [InlineData(InboxFault.RefusesWithAnException, "Full_leaves_the_id_unseen")]
    [InlineData(InboxFault.HasNoLimit, "Full_comes_at_the_capacity_and_goes_with_it")]
    [InlineData(InboxFault.HasNoLimit, "Parallel_accepts_do_not_pass_the_capacity")]
    [InlineData(InboxFault.ForgetsIdsOnCompletion, "Ids_outlive_completion")]
    [InlineData(InboxFault.KeepsIdsForEver, "Ids_expire_at_the_retention")]
    [InlineData(InboxFault.JoinsKeys, "Ids_differ_by_receiver_tenant_and_every_character")]
    [InlineData(InboxFault.CutsBodies, "A_body_of_1_MiB_comes_back")]
    [InlineData(InboxFault.KeepsBodiesAsText, "Binary_bodies_come_back_byte_by_byte")]
    [InlineData(InboxFault.ClaimsMoreThanMax, "A_claim_respects_max")]
    [InlineData(InboxFault.ClaimsNewestFirst, "Events_without_order_are_claimed_oldest_first")]
    [InlineData(InboxFault.SaysNothingOfWhatIsDue, "Next_due_covers_the_earliest_retry_and_lease")]
    [InlineData(InboxFault.AlwaysSaysThatSomethingIsDue, "Next_due_is_null_when_nothing_waits")]
    [InlineData(InboxFault.AlwaysSaysThatSomethingIsDue, "Next_due_covers_the_earliest_retry_and_lease")]
    [InlineData(InboxFault.DoesNotNoticeWhatIsAccepted, "An_accepted_event_ends_a_wait")]
    [InlineData(InboxFault.IgnoresCancelledWaits, "A_cancelled_wait_throws")]
    [InlineData(InboxFault.DoesNotFence, "A_stale_lease_cannot_settle")]
    [InlineData(InboxFault.DoesNotFence, "Another_node_takes_over_an_expired_lease")]
    [InlineData(InboxFault.DoesNotFence, "A_lease_from_before_a_crash_is_fenced")]
    [InlineData(InboxFault.RefusesLateSettlements, "An_expired_lease_that_nobody_has_claimed_can_still_settle")]
    [InlineData(InboxFault.RenewsNothing, "Renewal_extends_a_lease")]
    [InlineData(InboxFault.ReportsNothingLost, "Renewal_reports_exactly_what_was_lost")]
    [InlineData(InboxFault.ReportsNothingLost, "A_stale_renewal_does_not_disturb_the_new_holder")]
    [InlineData(InboxFault.ReportsEverythingLost, "Renewal_reports_exactly_what_was_lost")]
    [InlineData(InboxFault.CountsAttemptsWhenSettled, "An_attempt_that_is_never_settled_counts")]
    [InlineData(InboxFault.CountsAttemptsWhenSettled, "A_crash_loop_ends")]
    [InlineData(InboxFault.CountsAbandonedAttempts, "An_abandoned_attempt_does_not_count")]
    [InlineData(InboxFault.CountsAbandonedAttempts, "Any_interleaving_of_two_workers_keeps_order_and_attempts")]
    [InlineData(InboxFault.IgnoresTheDelay, "A_retry_is_not_claimed_before_its_due_time")]
    [InlineData(InboxFault.SwallowsProgress, "Progress_is_kept_to_the_letter")]
    [InlineData(InboxFault.KeepsNoOrder, "One_event_of_a_conversation_is_claimed_at_a_time")]
    [InlineData(InboxFault.KeepsNoOrder, "Two_parallel_workers_keep_the_order_of_every_conversation")]
    [InlineData(InboxFault.KeepsNoOrder, "Any_interleaving_of_two_workers_keeps_order_and_attempts")]
    [InlineData(InboxFault.LetsRetriesBeOvertaken, "A_retry_holds_back_its_own_conversation_alone")]
    [InlineData(InboxFault.LetsRetriesBeOvertaken, "Any_interleaving_of_two_workers_keeps_order_and_attempts")]
    [InlineData(InboxFault.JoinsConversations, "Conversations_differ_by_receiver_tenant_and_every_character")]
    [InlineData(InboxFault.GoesByTheTimeOfDay, "A_clock_that_is_set_ends_no_lease")]
    [InlineData(InboxFault.GoesByTheTimeOfDay, "A_lease_ends_in_time_though_the_clock_is_set")]
    [InlineData(InboxFault.GoesByTheTimeOfDay, "A_retry_comes_in_time_though_the_clock_is_set")]
    [InlineData(InboxFault.GoesByTheTimeOfDay, "A_clock_that_was_wrong_for_a_moment_forgets_no_id")]
    [InlineData(InboxFault.KeepsTheLastErrorOnly, "A_dead_letter_keeps_its_history")]
    [InlineData(InboxFault.DropsDeadLetters, "A_dead_letter_keeps_reason_error_and_time")]
    [InlineData(InboxFault.PagesByPosition, "The_cursor_is_stable_under_writes")]
    [InlineData(InboxFault.ReplaysTwice, "A_replay_runs_once_and_stays_deduplicated")]
    [InlineData(InboxFault.ReplaysTwice, "Parallel_replays_run_once")]
    [InlineData(InboxFault.ReplaysWithOldAttempts, "A_replay_has_all_its_attempts_ahead_of_it")]
    [InlineData(InboxFault.DropsLettersThatDoNotFit, "A_replay_into_a_full_inbox_leaves_the_letter")]
    [InlineData(InboxFault.ListsRetriesByAge, "Retries_are_listed_soonest_first")]
    [InlineData(InboxFault.ListsWhatWaitsBehindOthers, "Retries_are_listed_soonest_first")]
    [InlineData(InboxFault.IgnoresTake, "Retries_are_listed_soonest_first")]
    [InlineData(InboxFault.IgnoresTake, "A_list_of_retries_has_1_to_1000_events")]
    [InlineData(InboxFault.SaysLittleOfRetries, "A_listed_retry_tells_what_has_happened_and_when_it_goes_on")]
    [InlineData(InboxFault.SaysThatRetriesAreDueNow, "A_listed_retry_tells_what_has_happened_and_when_it_goes_on")]
    [InlineData(InboxFault.FiltersAfterTake, "Retries_are_listed_by_receiver")]
    [InlineData(InboxFault.ListsWhatRuns, "An_event_leaves_the_list_of_retries_with_its_next_attempt")]
    [InlineData(InboxFault.FindsNoDeadLetters, "An_event_is_found_wherever_it_stands")]
    [InlineData(InboxFault.TakesWhatRunsForWaiting, "An_event_is_found_wherever_it_stands")]
    [InlineData(InboxFault.SaysLittleOfWhatIsFound, "A_found_event_tells_what_has_happened_to_it")]
    [InlineData(InboxFault.FindsUnderTheFirstNumber, "A_replayed_event_is_found_under_its_new_number")]
    [InlineData(InboxFault.FindsWhatIsGone, "A_completed_or_purged_event_is_not_found")]
    [InlineData(InboxFault.FindsByIdAlone, "Events_are_found_by_receiver_tenant_and_every_character")]
    [InlineData(InboxFault.FindsRememberedIdsAlone, "An_event_is_found_as_long_as_it_is_held")]
    [InlineData(InboxFault.FindsTheFirstOfSeveral, "An_event_is_found_as_long_as_it_is_held")]
    [InlineData(InboxFault.LeavesResidue, "No_residue_is_left_after_a_drain")]
    [InlineData(InboxFault.CountsWrong, "Statistics_are_right_after_every_operation")]
    [InlineData(InboxFault.ForgetsEverythingInACrash, "A_crash_keeps_what_was_accepted")]
    [InlineData(InboxFault.ForgetsEverythingInACrash, "A_crash_keeps_dead_letters")]
    [InlineData(InboxFault.ForgetsEverythingInACrash, "A_crash_under_load_loses_nothing_accepted")]
    [InlineData(InboxFault.ForgetsEverythingInACrash, "Entry_ids_and_tokens_are_not_reused_after_a_crash")]
    [InlineData(InboxFault.ForgetsIdsInACrash, "A_crash_keeps_ids")]
    [InlineData(InboxFault.HasNodesThatKnowNothingOfEachOther, "Of_parallel_identical_accepts_on_two_nodes_one_is_accepted")]
    [InlineData(InboxFault.HasNodesThatKnowNothingOfEachOther, "Every_node_sees_the_same_statistics_and_dead_letters")]
    [InlineData(InboxFault.HasNodesThatKnowNothingOfEachOther, "An_event_accepted_on_one_node_ends_a_wait_on_another")]
    [InlineData(InboxFault.HasNodesThatKnowNothingOfEachOther, "Every_node_finds_what_another_one_has")]
    [InlineData(InboxFault.HidesThatItCanFind, "What_an_inbox_can_do_is_declared")]
    [InlineData(InboxFault.HidesThatItIsDurable, "What_an_inbox_can_do_is_declared")]
    public async Task A_fault_is_caught_by_the_check_meant_for_it(InboxFault fault, string check)
    {
        var run = () => InboxCompliance.RunAsync(check, options => FaultyInboxSubject.CreateAsync(options, fault));

        var broken = (await run.Should().ThrowAsync<ComplianceException>()).Which;
        broken.Rule.Should().Be(check);
        broken.Message.Should().Contain(broken.Seen).And.Contain(broken.Consequence);
        if (fault == InboxFault.RefusesWithAnException)
        {
            broken.InnerException.Should().BeOfType<InvalidOperationException>();
        }
        else
        {
            broken.InnerException.Should().BeNull("a check says what it saw, instead of tripping over it");
        }
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task The_loss_of_any_field_of_a_delivery_is_caught(string field)
    {
        const string Check = "Every_field_of_a_delivery_comes_back";
        var lost = typeof(InboxDelivery).GetProperty(field, BindingFlags.Public | BindingFlags.Instance);
        var run = () => InboxCompliance.RunAsync(Check, options => FaultyInboxSubject.CreateAsync(options, lostField: lost));

        var broken = (await run.Should().ThrowAsync<ComplianceException>()).Which;
        broken.Rule.Should().Be(Check);
        broken.Seen.Should().Contain($"another {field} ");
    }

    [Fact]
    public async Task Every_check_passes_by_the_real_clock_too()
    {
        var checks = InboxCompliance.ChecksFor(InboxCapabilities.Capacity | InboxCapabilities.Inspection);

        // Beside each other, since most of them wait most of the time.
        await Task.WhenAll(checks.Select(check => check.RunAsync(RealTimeInboxSubject.CreateAsync)));
    }

    [Fact]
    public async Task A_check_that_does_not_apply_says_so_instead_of_passing()
    {
        const string Check = "A_crash_keeps_ids";
        InboxCompliance.NamesFor(InboxCapabilities.None).Should().NotContain(Check);

        var run = () => InboxCompliance.RunAsync(
            Check, options => FaultyInboxSubject.CreateAsync(options, InboxFault.HidesThatItIsDurable));

        (await run.Should().ThrowAsync<ComplianceException>()).Which.Seen.Should().Contain("does not apply");
    }

    [Fact]
    public void A_check_is_found_by_its_name_alone()
    {
        InboxCompliance.Checks.Should().OnlyContain(check => InboxCompliance.Find(check.ToString()) == check);

        var find = () => InboxCompliance.Find("No_such_check");
        find.Should().Throw<ArgumentException>().WithMessage("*No_such_check*");
    }
}
