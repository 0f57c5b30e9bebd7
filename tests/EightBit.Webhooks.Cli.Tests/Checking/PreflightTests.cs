using BrokenReceivers;
using BrokenReceivers.Faults;
using BrokenReceivers.Hosting;
using EightBit.Webhooks.Cli.Checking;
using EightBit.Webhooks.Cli.CommandLine;
using EightBit.Webhooks.Receiver.Secrets;

namespace EightBit.Webhooks.Cli.Tests.Checking;

/// <summary>Who refuses a valid delivery cannot be checked, and is told what to look at.</summary>
public sealed class PreflightTests
{
    private const string HexSecret = "00112233445566778899aabbccddeeff";

    [Fact]
    public async Task An_address_where_nobody_listens_is_named()
        => (await RefusalAsync(settings => settings with { Url = new Uri("http://127.0.0.1:1/hooks") }))
            .Should().Contain("cannot be reached").And.Contain("http://127.0.0.1:1/hooks");

    [Fact]
    public async Task A_certificate_that_cannot_be_trusted_is_named_with_the_way_around_it()
    {
        await using var receiver = await LibraryReceiver.StartAsync(tls: true);
        var run = () => CollectedReport.OfAsync(receiver.Settings);

        (await run.Should().ThrowAsync<CliException>()).Which.Message.Should().Contain("no TLS that can be trusted").And.Contain("--insecure");
    }

    [Fact]
    public async Task A_wrong_path_is_suspected()
        => (await RefusalAsync(settings => settings with { Url = new Uri(settings.Url, "/elsewhere") }))
            .Should().Contain("answered 404").And.Contain("Check the path");

    [Fact]
    public async Task A_wrong_secret_is_suspected()
        => (await RefusalAsync(settings => settings with { SecretText = "another-secret-of-32-characters-0" }))
            .Should().Contain("answered 401").And.Contain("--secret-encoding");

    [Fact]
    public async Task The_right_encoding_is_found()
        => (await RefusalAsync(settings => settings with { SecretText = HexSecret, SecretEncoding = SecretEncoding.Hex }, new OtherSecret(HexSecret)))
            .Should().Contain("--secret-encoding Utf8");

    [Fact]
    public async Task A_secret_that_is_not_set_is_found()
        => (await RefusalAsync(settings => settings with { SecretText = HexSecret }, new OtherSecret("")))
            .Should().Contain("EMPTY secret");

    [Fact]
    public async Task A_receiver_that_demands_the_prefix_is_checked_with_it()
    {
        (await RefusalAsync(settings => settings, new DemandsThePrefix())).Should().Contain("--signature-prefix");

        await using var receiver = await RunningReceiver.StartAsync(new DemandsThePrefix());
        var report = await CollectedReport.OfAsync(
            FaultTests.SettingsOf(receiver, CheckSettings.PlatformTimeout) with { SignaturePrefix = true },
            "valid-accepted", "signature-prefix", "signature-truncated", "signature-doubled");

        report.Failed.Should().BeEmpty();
        report.With(Outcome.Advice).Should().Equal("signature-prefix");
    }

    private static async Task<string> RefusalAsync(Func<CheckSettings, CheckSettings> change, SoundReceiver? receiver = null)
    {
        await using var running = await RunningReceiver.StartAsync(receiver ?? new SoundReceiver());
        var settings = change(FaultTests.SettingsOf(running, CheckSettings.PlatformTimeout));
        var run = () => CollectedReport.OfAsync(settings);
        return (await run.Should().ThrowAsync<CliException>()).Which.Message;
    }
}
