using BrokenReceivers;
using BrokenReceivers.Hosting;
using EightBit.Webhooks.Cli.Checking;

namespace EightBit.Webhooks.Cli.Tests.Checking;

/// <summary>Good receivers pass.</summary>
public sealed class SoundReceiverTests
{
    [Fact]
    public async Task A_receiver_that_was_written_without_the_library_passes_everything()
    {
        await using var receiver = await RunningReceiver.StartAsync(new SoundReceiver());

        var report = await CollectedReport.OfAsync(
            FaultTests.SettingsOf(receiver, CheckSettings.PlatformTimeout) with { SlowEventType = "conversation.ended" });

        report.With(Outcome.Pass).Should().BeEquivalentTo(
            Catalog.All.Select(check => check.Id).Except(["http2"]), "this is what was found:\n{0}", report);
        report.With(Outcome.Advice).Should().Equal("http2");
    }

    [Fact]
    public async Task No_connection_is_used_twice()
    {
        var counting = new CountingReceiver();
        await using var receiver = await RunningReceiver.StartAsync(counting);

        await CollectedReport.OfAsync(
            FaultTests.SettingsOf(receiver, CheckSettings.PlatformTimeout) with { Load = 50 }, "body-formatting", "answer-under-load");

        counting.Requests.Should().BeGreaterThan(50);
        counting.Connections.Should().Be(counting.Requests);
    }

    [Fact]
    public async Task What_a_receiver_does_not_say_is_not_visible()
    {
        await using var receiver = await RunningReceiver.StartAsync(new SoundReceiver());

        var report = await CollectedReport.OfAsync(
            FaultTests.SettingsOf(receiver, CheckSettings.PlatformTimeout) with { EffectsUrl = null },
            "replay-same-headers", "replay-fresh-headers", "same-header-other-event", "concurrent-duplicates", "accepted-has-effect",
            "refused-has-no-effect", "answer-before-processing");

        report.With(Outcome.NotVisible).Should().BeEquivalentTo(report.Results.Select(result => result.Check.Id));
        report.Of("replay-fresh-headers").Reason.Should().Contain("--effects-url");
        report.Of("answer-before-processing").Reason.Should().Contain("--slow-event-type");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_library_passes(bool tellsEffects)
    {
        await using var receiver = await LibraryReceiver.StartAsync();

        var report = await CollectedReport.OfAsync(receiver.Settings with { EffectsUrl = tellsEffects ? receiver.EffectsUrl : null });

        report.Failed.Should().BeEmpty("this is what was found:\n{0}", report);
        report.With(Outcome.Advice).Should().Equal("http2");
        report.With(Outcome.NotVisible).Should().BeEquivalentTo(
            tellsEffects ? ["answer-before-processing"] : new[] { "accepted-has-effect", "refused-has-no-effect", "answer-before-processing" },
            "it says itself what is a duplicate");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_endpoint_of_the_library_that_processes_inline_passes(bool tellsEffects)
    {
        await using var receiver = await LibraryReceiver.StartAsync(inline: true);

        var report = await CollectedReport.OfAsync(receiver.Settings with { EffectsUrl = tellsEffects ? receiver.EffectsUrl : null });

        report.Failed.Should().BeEmpty("this is what was found:\n{0}", report);
        report.With(Outcome.Advice).Should().Equal("http2");
    }

    [Fact]
    public async Task The_library_passes_over_tls_and_http2()
    {
        await using var receiver = await LibraryReceiver.StartAsync(tls: true);

        var report = await CollectedReport.OfAsync(
            receiver.Settings with { Insecure = true },
            "valid-accepted", "http2", "body-large", "body-chunked", "signature-doubled", "get-refused");

        report.With(Outcome.Pass).Should().HaveCount(6, "this is what was found:\n{0}", report);
    }

    [Fact]
    public async Task The_sample_passes()
    {
        await using var crm = await SampleReceiver.StartAsync();

        var report = await CollectedReport.OfAsync(crm.Settings);

        report.Failed.Should().BeEmpty("this is what was found:\n{0}", report);
    }
}
