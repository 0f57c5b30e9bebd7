using EightBit.Webhooks.Receiver.Secrets;

namespace EightBit.Webhooks.Receiver.Tests.Secrets;

public sealed class WebhookSecretsTests
{
    private static readonly WebhookSecret Secret = WebhookSecret.FromText("a secret of the platform");

    [Fact]
    public void Constructor_ListThatChangesLater_KeepsWhatItWas()
    {
        var list = new List<WebhookSecret> { Secret };
        var secrets = new WebhookSecrets(list, "acme");
        list.Clear();

        secrets.Count.Should().Be(1);
        secrets.All.ToArray().Should().Equal(Secret);
        secrets.Tenant.Should().Be("acme");
    }

    [Fact]
    public void None_Always_HasNoSecretAndNoTenant()
    {
        WebhookSecrets.None.Count.Should().Be(0);
        WebhookSecrets.None.Tenant.Should().BeNull();
    }

    [Fact]
    public void Constructor_NullAmongTheSecrets_ThrowsWhereTheSourceMadeTheMistake()
        => FluentActions.Invoking(() => new WebhookSecrets([Secret, null!]))
            .Should().Throw<ArgumentException>().WithMessage("*return WebhookSecrets.None*");

    [Fact]
    public void Constructor_Null_IsRefused()
        => FluentActions.Invoking(() => new WebhookSecrets(null!)).Should().Throw<ArgumentNullException>();

    /// <summary>It is kept with every event; and an empty one is not the same as none, though the dashboard could not tell them apart.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    public void Create_TenantThatIsEmptyOrLong_IsRefused(int length)
        => FluentActions.Invoking(() => new WebhookSecrets([], new string('t', length))).Should().Throw<ArgumentException>().WithMessage($"*{length} characters*1 to 200*");

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    public void Create_TenantOfALengthThatIsAllowed_IsTaken(int length)
        => new WebhookSecrets([], new string('t', length)).Tenant.Should().HaveLength(length);
}
