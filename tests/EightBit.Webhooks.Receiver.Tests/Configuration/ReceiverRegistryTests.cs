using EightBit.Webhooks.Receiver.Configuration;

namespace EightBit.Webhooks.Receiver.Tests.Configuration;

public sealed class ReceiverRegistryTests
{
    [Fact]
    public void GetOrAdd_TheSameName_GivesTheSameReceiver()
    {
        var registry = new ReceiverRegistry();

        registry.GetOrAdd("acme").Should().BeSameAs(registry.GetOrAdd("acme"));
        registry.GetOrAdd("acme").Should().NotBeSameAs(registry.GetOrAdd("Acme"), "names are case-sensitive");
        registry.Find("ACME").Should().BeNull();
    }

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
