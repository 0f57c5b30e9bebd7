using EightBit.Webhooks.Receiver.Configuration;

namespace EightBit.Webhooks.Receiver.Tests.Configuration;

public sealed class ReceiverRegistryTests
{
    [Fact]
    public void GetOrAdd_TheSameName_GivesTheSameReceiver()
    {
        var registry = new ReceiverRegistry();

        registry.GetOrAdd("acme").Should().BeSameAs(registry.GetOrAdd("acme"));
        registry.Find("ACME").Should().BeNull("names are case-sensitive");
    }

    /// <summary>Keys of the configuration are not case-sensitive: both would have the same secrets, and take each other's deliveries.</summary>
    [Theory]
    [InlineData("acme", "ACME")]
    [InlineData("größe", "GRÖßE")]
    public void GetOrAdd_NameThatDiffersOnlyInCase_IsRefused(string name, string other)
    {
        var registry = new ReceiverRegistry();
        registry.GetOrAdd(name);

        FluentActions.Invoking(() => registry.GetOrAdd(other)).Should().Throw<ArgumentException>()
            .WithMessage($"*'{other}'*'{name}'*EightBit:Webhooks:Receivers:{name}*");
        registry.All.Should().ContainSingle();
    }

    /// <summary>So the default receiver is called in logs, metrics, the dashboard and the command line.</summary>
    [Fact]
    public void GetOrAdd_TheNameThatTheDefaultReceiverHasInLogs_IsRefused()
        => FluentActions.Invoking(() => new ReceiverRegistry().GetOrAdd("(default)")).Should().Throw<ArgumentException>().WithMessage("*(default)*");

    [Fact]
    public void GetRequired_UnknownName_ThrowsWithTheFixAndTheKnownNames()
    {
        var registry = new ReceiverRegistry();
        registry.GetOrAdd("acme");
        registry.GetOrAdd("globex");

        FluentActions.Invoking(() => registry.GetRequired("initech")).Should().Throw<InvalidOperationException>()
            .WithMessage("*no receiver 'initech'*AddEightBitWebhooks(\"initech\")*receiver 'acme', receiver 'globex'*");
        FluentActions.Invoking(() => registry.GetRequired("")).Should().Throw<InvalidOperationException>()
            .WithMessage("*no default receiver*AddEightBitWebhooks()*");
    }
}
