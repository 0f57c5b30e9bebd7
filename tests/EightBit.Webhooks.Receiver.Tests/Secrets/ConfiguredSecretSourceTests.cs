using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Signatures;
using Microsoft.Extensions.Options;
using NSubstitute;

namespace EightBit.Webhooks.Receiver.Tests.Secrets;

public sealed class ConfiguredSecretSourceTests
{
    private const string First = "00112233445566778899aabbccddeeff";
    private const string Second = "ffeeddccbbaa99887766554433221100";

    private readonly IOptionsMonitor<WebhookReceiverOptions> _monitor = Substitute.For<IOptionsMonitor<WebhookReceiverOptions>>();
    private readonly ConfiguredSecretSource _source;

    public ConfiguredSecretSourceTests() => _source = new ConfiguredSecretSource(_monitor);

    [Fact]
    public void GetSecrets_OptionsAreReloaded_GivesTheNewSecrets()
    {
        Configure("", SecretEncoding.Utf8, First);
        Keys("").Should().Equal(KeyOf(WebhookSecret.FromText(First)));

        Configure("", SecretEncoding.Utf8, Second, First);
        Keys("").Should().Equal(KeyOf(WebhookSecret.FromText(Second)), KeyOf(WebhookSecret.FromText(First)));
    }

    [Fact]
    public void GetSecrets_TheSameOptions_GivesTheSameAnswerAgain()
    {
        Configure("", SecretEncoding.Utf8, First);

        _source.GetSecrets("").Should().BeSameAs(_source.GetSecrets(""));
    }

    [Fact]
    public void GetSecrets_TwoReceivers_GivesEachItsOwn()
    {
        Configure("a", SecretEncoding.Utf8, First);
        Configure("b", SecretEncoding.Hex, Second);

        for (var round = 0; round < 3; round++)
        {
            Keys("a").Should().Equal(KeyOf(WebhookSecret.FromText(First)));
            Keys("b").Should().Equal(KeyOf(WebhookSecret.FromHex(Second)));
        }
    }

    [Fact]
    public void GetSecrets_UnusableSecret_ThrowsWithoutShowingIt()
    {
        Configure("", SecretEncoding.Hex, "this is not hex at all");

        var get = () => _source.GetSecrets("");

        get.Should().Throw<ArgumentException>().Which.ToString().Should().NotContain("this is not hex at all");
    }

    private static string KeyOf(WebhookSecret secret) => WebhookSignature.Sign([], secret);

    private void Configure(string receiver, SecretEncoding encoding, params string[] secrets)
    {
        var options = new WebhookReceiverOptions { SecretEncoding = encoding };
        foreach (var secret in secrets)
        {
            options.Secrets.Add(secret);
        }

        _monitor.Get(receiver).Returns(options);
    }

    private string[] Keys(string receiver) => [.. _source.GetSecrets(receiver).All.ToArray().Select(KeyOf)];
}
