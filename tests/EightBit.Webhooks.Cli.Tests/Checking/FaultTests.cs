using BrokenReceivers;
using BrokenReceivers.Faults;
using BrokenReceivers.Hosting;
using EightBit.Webhooks.Cli.Checking;

namespace EightBit.Webhooks.Cli.Tests.Checking;

/// <summary>Every fault is found by the checks that are there for it, and by no other.</summary>
public sealed class FaultTests
{
    private static readonly Dictionary<string, Fault> Faults = new()
    {
        [nameof(ReserialisesBeforeVerifying)] = Fault.Of<ReserialisesBeforeVerifying>("body-formatting", "body-reformatted"),
        [nameof(ComparesAsMuchAsIsGiven)] = Fault.Of<ComparesAsMuchAsIsGiven>("signature-empty", "signature-truncated"),
        [nameof(ComparesTheShorter)] = Fault.Of<ComparesTheShorter>("signature-empty", "signature-truncated", "signature-extended"),
        [nameof(IgnoresTheTimestamp)] = Fault.Of<IgnoresTheTimestamp>(
            "timestamp-day-old", "timestamp-future", "timestamp-missing", "timestamp-malformed"),
        [nameof(SubtractsNoNumber)] = Fault.Of<SubtractsNoNumber>("timestamp-malformed"),
        [nameof(DeduplicatesByHeader)] = Fault.Of<DeduplicatesByHeader>("replay-fresh-headers", "same-header-other-event"),
        [nameof(ForgetsWhatItHasSeen)] = Fault.Of<ForgetsWhatItHasSeen>("replay-same-headers", "replay-fresh-headers", "concurrent-duplicates"),
        [nameof(RacesOnDuplicates)] = Fault.Of<RacesOnDuplicates>("concurrent-duplicates"),
        [nameof(AnswersDuplicatesWithConflict)] = Fault.Of<AnswersDuplicatesWithConflict>(
            "replay-same-headers", "replay-fresh-headers", "concurrent-duplicates"),
        [nameof(AnswersOkToErrors)] = Fault.Of<AnswersOkToErrors>(
            "signature-missing", "signature-empty", "signature-truncated", "signature-extended", "body-changed", "body-reformatted",
            "secret-wrong", "secret-empty", "timestamp-day-old", "timestamp-future", "timestamp-missing", "timestamp-malformed"),
        [nameof(AcceptsAnEmptySecret)] = Fault.Of<AcceptsAnEmptySecret>("secret-empty"),
        [nameof(TellsTheRightSignature)] = Fault.Of<TellsTheRightSignature>("secret-not-leaked"),
        [nameof(AnswersGet)] = Fault.Of<AnswersGet>("get-refused"),
        [nameof(FailsOnUnknownTypes)] = Fault.Of<FailsOnUnknownTypes>("unknown-type"),
        [nameof(RefusesUnknownFields)] = Fault.Of<RefusesUnknownFields>("unknown-fields"),
        [nameof(FailsOnLongIds)] = Fault.Of<FailsOnLongIds>("event-id-forms"),
        [nameof(FailsOnMalformedJson)] = Fault.Of<FailsOnMalformedJson>("malformed-json"),
        [nameof(FailsOnLargeBodies)] = Fault.Of<FailsOnLargeBodies>("body-large"),
        [nameof(ReadsContentLengthBytes)] = Fault.Of<ReadsContentLengthBytes>("body-chunked"),
        [nameof(GivesUpOnSlowBodies)] = Fault.Of<GivesUpOnSlowBodies>("body-slow"),
        [nameof(ProcessesBeforeVerifying)] = Fault.Of<ProcessesBeforeVerifying>("refused-has-no-effect"),
    };

    public static TheoryData<string> Names => [.. Faults.Keys];

    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(Names))]
    public async Task A_fault_is_found_by_the_checks_that_are_there_for_it_and_by_no_other(string name)
    {
        await using var receiver = await RunningReceiver.StartAsync(Faults[name].Create());

        var report = await CollectedReport.OfAsync(SettingsOf(receiver, TimeSpan.FromSeconds(3)));

        report.Failed.Should().BeEquivalentTo(Faults[name].Ids, "this is what was found:\n{0}", report);
    }

    [Fact]
    public async Task Slow_answers_are_held_against_a_receiver_by_the_checks_of_speed_alone()
    {
        var timeout = TimeSpan.FromSeconds(0.5);
        await using var receiver = await RunningReceiver.StartAsync(new ProcessesBeforeAnswering(1.5 * timeout));

        var report = await CollectedReport.OfAsync(
            SettingsOf(receiver, timeout) with { Load = 20, SlowEventType = "conversation.ended" },
            "valid-accepted", "unknown-type", "replay-same-headers", "answer-in-time", "answer-before-processing", "answer-under-load");

        report.Failed.Should().BeEquivalentTo(
            ["answer-in-time", "answer-before-processing", "answer-under-load"], "this is what was found:\n{0}", report);
    }

    [Fact]
    public async Task A_receiver_that_has_others_wait_for_a_slow_body_is_advised()
    {
        using var oneAtATime = new ReadsOneAtATime();
        await using var receiver = await RunningReceiver.StartAsync(oneAtATime);

        var report = await CollectedReport.OfAsync(SettingsOf(receiver, TimeSpan.FromSeconds(3)), "body-slow", "answer-under-load");

        report.With(Outcome.Advice).Should().Equal(["body-slow"], "this is what was found:\n{0}", report);
        report.With(Outcome.Pass).Should().Equal("answer-under-load");
    }

    [Fact]
    public async Task Events_that_are_acknowledged_and_lost_are_missed()
    {
        await using var receiver = await RunningReceiver.StartAsync(new LosesWhatItAcknowledges());

        var report = await CollectedReport.OfAsync(
            SettingsOf(receiver, TimeSpan.FromSeconds(0.5)), "accepted-has-effect", "replay-same-headers");

        report.Failed.Should().Equal("accepted-has-effect");
        report.With(Outcome.NotVisible).Should().Equal("replay-same-headers");
    }

    [Fact]
    public void For_every_check_there_is_a_receiver_that_fails_it()
    {
        string[] elsewhere =
        [
            "valid-accepted", "answer-in-time", "answer-before-processing", "answer-under-load", "accepted-has-effect",
        ];
        string[] neverMoreThanAdvice =
        [
            "signature-upper-case", "signature-prefix", "signature-base64", "signature-doubled", "timestamp-10-minutes-old",
            "timestamp-milliseconds", "http2",
        ];

        Faults.Values.SelectMany(fault => fault.Ids).Concat(elsewhere).Concat(neverMoreThanAdvice).Distinct()
            .Should().BeEquivalentTo(Catalog.All.Select(check => check.Id));
    }

    internal static CheckSettings SettingsOf(RunningReceiver receiver, TimeSpan timeout) => new()
    {
        Url = receiver.Url,
        SecretText = SoundReceiver.Secret,
        EffectsUrl = receiver.EffectsUrl,
        Timeout = timeout,
        Load = 40,
    };
}
