using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Secrets;

namespace EightBit.Webhooks.Receiver.Tests.Configuration;

public sealed class SecretsValidatorTests
{
    private const string Good = "00112233445566778899aabbccddeeff";

    private readonly ReceiverRegistry _receivers = new();
    private readonly SecretsValidator _validator;

    public SecretsValidatorTests()
    {
        _validator = new SecretsValidator(_receivers);
        _receivers.GetOrAdd("");
        _receivers.GetOrAdd("acme");
    }

    [Theory]
    [InlineData("", "EightBit:Webhooks:Secrets", "EightBit__Webhooks__Secrets__0")]
    [InlineData("acme", "EightBit:Webhooks:Receivers:acme:Secrets", "EightBit__Webhooks__Receivers__acme__Secrets__0")]
    public void Validate_NoSecret_NamesTheKeyAndEachWayToSetIt(string receiver, string key, string variable)
    {
        var result = _validator.Validate(receiver, Options());

        result.FailureMessage.Should().StartWith($"{key} has no secret")
            .And.Contain($"{key}:0")
            .And.Contain(variable)
            .And.Contain($"dotnet user-secrets set \"{key}:0\"")
            .And.Contain("UseSecretSource");
    }

    [Fact]
    public void Validate_NullName_IsTheDefaultReceiver() => _validator.Validate(null, Options()).Failed.Should().BeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("acme")]
    public void Validate_UnusableSecrets_NamesEachOfThemWithItsKeyAndNeverShowsIt(string receiver)
    {
        string[] secrets = [Good, "", "canary-short", " canary-with-white-space", "canary-with-a-line-break\n"];

        var result = _validator.Validate(receiver, Options(secrets));

        var key = receiver.Length == 0 ? "EightBit:Webhooks:Secrets" : $"EightBit:Webhooks:Receivers:{receiver}:Secrets";
        result.Failures.Should().HaveCount(4);
        result.Failures!.Select(failure => failure[..(key.Length + 2)]).Should().Equal($"{key}:1", $"{key}:2", $"{key}:3", $"{key}:4");
        result.FailureMessage.Should().NotContain("canary").And.NotContain(Good);
    }

    [Fact]
    public void Validate_TextThatIsNotHex_IsUnusableAsHexOnly()
    {
        var options = Options("this text is no hex");
        _validator.Validate("", options).Succeeded.Should().BeTrue();

        options.SecretEncoding = SecretEncoding.Hex;
        _validator.Validate("", options).FailureMessage.Should().Contain("EightBit:Webhooks:Secrets:0").And.Contain("hex").And.NotContain("this text");
    }

    [Fact]
    public void Validate_UsableSecrets_Succeeds() => _validator.Validate("", Options(Good, "another secret, long enough")).Succeeded.Should().BeTrue();

    [Fact]
    public void Validate_ReceiverWithASourceOfItsOwn_NeedsNone()
    {
        _receivers.GetRequired("acme").HasOwnSecretSource = true;

        _validator.Validate("acme", Options()).Skipped.Should().BeTrue();
        _validator.Validate("", Options()).Failed.Should().BeTrue("that is another receiver's source");
    }

    [Fact]
    public void Validate_OptionsOfNoReceiver_AreNobodysBusiness() => _validator.Validate("nobody", Options()).Skipped.Should().BeTrue();

    private static WebhookReceiverOptions Options(params string[] secrets)
    {
        var options = new WebhookReceiverOptions();
        foreach (var secret in secrets)
        {
            options.Secrets.Add(secret);
        }

        return options;
    }
}
