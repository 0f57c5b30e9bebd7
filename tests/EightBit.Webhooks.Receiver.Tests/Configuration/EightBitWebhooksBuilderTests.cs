using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.DeliveryLog;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.InMemory;
using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Tests.Handlers;
using EightBit.Webhooks.Receiver.Tests.InMemory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NSubstitute;

namespace EightBit.Webhooks.Receiver.Tests.Configuration;

public sealed class EightBitWebhooksBuilderTests
{
    private readonly ServiceCollection _services = [];

    public EightBitWebhooksBuilderTests() => _services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());

    [Fact]
    public void AddEightBitWebhooks_NameWithAColon_Throws()
        => FluentActions.Invoking(() => _services.AddEightBitWebhooks("a:b")).Should().Throw<ArgumentException>().WithMessage("*'a:b' has a colon*");

    [Fact]
    public void AddEightBitWebhooks_Null_Throws()
    {
        FluentActions.Invoking(() => _services.AddEightBitWebhooks((string)null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => _services.AddEightBitWebhooks((Action<WebhookReceiverOptions>)null!)).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public void AddEightBitWebhooks_NamesThatDifferOnlyInCase_Throws()
    {
        var services = new ServiceCollection();
        services.AddEightBitWebhooks("acme");

        FluentActions.Invoking(() => services.AddEightBitWebhooks("Acme")).Should().Throw<ArgumentException>().WithMessage("*'Acme'*'acme'*");
        services.Where(service => service.ServiceType == typeof(IConfigureOptions<WebhookReceiverOptions>)).Should().HaveCount(2, "nothing is left of it");
    }

    /// <summary>Named options are case-sensitive, so these would be the options of nobody.</summary>
    [Fact]
    public void Validate_OptionsConfiguredUnderANameThatDiffersOnlyInCase_EndsTheStart()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddEightBitWebhooks("acme", options => options.Secrets.Add("the secret of the tests"));
        services.Configure<WebhookReceiverOptions>("Acme", options => options.RequireHttps = true);
        services.Configure<WebhookReceiverOptions>("other", options => options.RequireHttps = true);
        using var provider = services.BuildServiceProvider();

        provider.Invoking(p => p.GetRequiredService<IOptionsMonitor<WebhookReceiverOptions>>().Get("acme")).Should().Throw<OptionsValidationException>()
            .WithMessage("*'Acme'*'acme'*");
    }

    [Fact]
    public void AddEightBitWebhooks_SeveralReceivers_ShareOneProcessorAndOneInbox()
    {
        _services.AddEightBitWebhooks();
        _services.AddEightBitWebhooks("acme");
        _services.AddEightBitWebhooks("acme");

        using var provider = _services.BuildServiceProvider();

        provider.GetServices<IHostedService>().Select(service => service.GetType()).Should().OnlyHaveUniqueItems();
        provider.GetServices<IWebhookInbox>().Should().ContainSingle().Which.Should().BeOfType<InMemoryInbox>();
        provider.GetRequiredService<IWebhookInboxAdmin>().Should().BeSameAs(provider.GetRequiredService<IWebhookInbox>());
    }

    [Fact]
    public void AddEightBitWebhooks_ServicesOfTheApplication_AreRespected()
    {
        var time = Substitute.For<TimeProvider>();
        var store = Substitute.For<IDeduplicationStore>();
        _services.AddSingleton(time);
        _services.AddSingleton(store);
        _services.AddEightBitWebhooks();

        using var provider = _services.BuildServiceProvider();

        provider.GetRequiredService<TimeProvider>().Should().BeSameAs(time);
        provider.GetRequiredService<IDeduplicationStore>().Should().BeSameAs(store);
    }

    [Fact]
    public void AddHandler_TheSameTwice_ThrowsWhereItIsCalled()
    {
        var builder = _services.AddEightBitWebhooks().AddHandler<MessageReceived, OnMessage>().AddHandler<OnMuch>("message.*");

        builder.Invoking(one => one.AddHandler<MessageReceived, OnMessage>()).Should().Throw<InvalidOperationException>();
        builder.Invoking(one => one.AddHandler<OnMuch>("message.*")).Should().Throw<InvalidOperationException>();
        builder.Invoking(one => one.AddHandler<OnMuch>("message*")).Should().Throw<ArgumentException>();
        _services.AddEightBitWebhooks("acme").AddHandler<MessageReceived, OnMessage>(); // another receiver's business
    }

    [Fact]
    public void AddHandler_AnyHandler_IsTransientUnlessTheApplicationSaysOtherwise()
    {
        _services.AddSingleton<OnMessageToo>();
        _services.AddEightBitWebhooks().AddHandler<MessageReceived, OnMessage>().AddHandler<MessageReceived, OnMessageToo>();

        _services.Single(service => service.ServiceType == typeof(OnMessage)).Lifetime.Should().Be(ServiceLifetime.Transient);
        _services.Single(service => service.ServiceType == typeof(OnMessageToo)).Lifetime.Should().Be(ServiceLifetime.Singleton);
    }

    [Fact]
    public void AddEvent_TheSameTypeTwice_Throws()
    {
        var builder = _services.AddEightBitWebhooks().AddEvent("order.placed", OrderJson.Default.Order);

        builder.Invoking(one => one.AddEvent("order.placed", OrderJson.Default.Order)).Should().Throw<InvalidOperationException>();
        builder.Invoking(one => one.AddEvent(" ", OrderJson.Default.Order)).Should().Throw<ArgumentException>();
        builder.Invoking(one => one.AddEvent<Order>("order.moved", null!)).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public void UseInbox_Twice_ThrowsAndNamesBoth()
    {
        _services.AddEightBitWebhooks().UseInMemoryInbox();

        _services.AddEightBitWebhooks("acme").Invoking(one => one.UseInbox(_ => Substitute.For<ITestInbox>()))
            .Should().Throw<InvalidOperationException>().WithMessage("*chosen twice: InMemoryInbox, then ITestInbox*");
        _services.AddEightBitWebhooks().Invoking(one => one.UseInMemoryInbox()).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void UseInbox_OwnInbox_IsCreatedOnceAndServesBothInterfaces()
    {
        var created = 0;
        _services.AddEightBitWebhooks().UseInbox(_ =>
        {
            created++;
            return Substitute.For<ITestInbox>();
        });
        using var provider = _services.BuildServiceProvider();

        provider.GetRequiredService<IWebhookInbox>().Should().BeSameAs(provider.GetRequiredService<IWebhookInboxAdmin>());
        provider.GetServices<IWebhookInbox>().Should().ContainSingle();
        created.Should().Be(1);
    }

    [Fact]
    public void UseInbox_OwnInboxByType_IsOneInstanceForBothInterfaces()
    {
        var own = Substitute.For<ITestInbox>();
        _services.AddSingleton(own);
        var builder = _services.AddEightBitWebhooks().UseInbox<ITestInbox>();
        using var provider = _services.BuildServiceProvider();

        provider.GetRequiredService<IWebhookInbox>().Should().BeSameAs(own);
        provider.GetRequiredService<IWebhookInboxAdmin>().Should().BeSameAs(own);
        builder.Invoking(one => one.UseInMemoryInbox()).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void UseDeduplicationStore_ByTypeOrFactory_ReplacesTheCoresOwnAndTheLastCounts()
    {
        var builder = _services.AddEightBitWebhooks().UseDeduplicationStore<ScriptedStore>();
        using (var provider = _services.BuildServiceProvider())
        {
            provider.GetServices<IDeduplicationStore>().Should().ContainSingle().Which.Should().BeOfType<ScriptedStore>();
        }

        var own = new ScriptedStore();
        builder.UseDeduplicationStore(_ => own);
        using var later = _services.BuildServiceProvider();

        later.GetServices<IDeduplicationStore>().Should().ContainSingle().Which.Should().BeSameAs(own);
    }

    [Fact]
    public void UseDeliveryLog_ByTypeOrFactory_ReplacesTheCoresOwnAndTheLastCounts()
    {
        var own = Substitute.For<IWebhookDeliveryLog>();
        _services.AddSingleton<TestLog>();
        var builder = _services.AddEightBitWebhooks().UseDeliveryLog<TestLog>();
        using (var provider = _services.BuildServiceProvider())
        {
            provider.GetServices<IWebhookDeliveryLog>().Should().ContainSingle().Which.Should().BeSameAs(provider.GetRequiredService<TestLog>());
        }

        builder.UseDeliveryLog(_ => own);
        using var later = _services.BuildServiceProvider();

        later.GetServices<IWebhookDeliveryLog>().Should().ContainSingle().Which.Should().BeSameAs(own);
    }

    [Fact]
    public void UseSecretSource_FromFactories_GivesEachReceiverItsOwn()
    {
        var (north, south) = (new NoSecrets(), new NoSecrets());
        _services.AddEightBitWebhooks("north").UseSecretSource(_ => north);
        _services.AddEightBitWebhooks("south").UseSecretSource(_ => south);
        using var provider = _services.BuildServiceProvider();

        provider.GetRequiredKeyedService<IWebhookSecretSource>("north").Should().BeSameAs(north);
        provider.GetRequiredKeyedService<IWebhookSecretSource>("south").Should().BeSameAs(south);
        provider.GetRequiredService<ReceiverRegistry>().GetRequired("north").HasOwnSecretSource.Should().BeTrue();
    }

    [Fact]
    public void UseSecretSource_OfAReceiver_IsThatReceiversOnly()
    {
        _services.AddEightBitWebhooks("acme").UseSecretSource<NoSecrets>();
        _services.AddEightBitWebhooks();
        using var provider = _services.BuildServiceProvider();

        provider.GetRequiredKeyedService<IWebhookSecretSource>("acme").Should().BeSameAs(provider.GetRequiredService<NoSecrets>());
        provider.GetKeyedService<IWebhookSecretSource>("").Should().BeNull();
        var receivers = provider.GetRequiredService<ReceiverRegistry>();
        receivers.GetRequired("acme").HasOwnSecretSource.Should().BeTrue();
        receivers.GetRequired("").HasOwnSecretSource.Should().BeFalse();
    }

    [Fact]
    public void AnyExtension_BuilderOfAnotherMaking_Throws()
    {
        var foreign = Substitute.For<IEightBitWebhooksBuilder>();
        foreign.Services.Returns(_services);

        foreign.Invoking(one => one.AddHandler<MessageReceived, OnMessage>()).Should().Throw<ArgumentException>()
            .WithMessage("*not the one that AddEightBitWebhooks returned*");
    }

    /// <summary>An inbox as an extension package has one.</summary>
    public interface ITestInbox : IWebhookInbox, IWebhookInboxAdmin;

    internal sealed class TestLog : IWebhookDeliveryLog
    {
        public bool IsDurable => true;

        public void Record(DeliveryLogEntry entry)
        {
        }

        public ValueTask<DeliveryLogPage> QueryAsync(DeliveryLogQuery query, CancellationToken cancellationToken = default)
            => ValueTask.FromResult(new DeliveryLogPage([], null));
    }

    internal sealed class NoSecrets : IWebhookSecretSource
    {
        public ValueTask<WebhookSecrets> GetSecretsAsync(WebhookSecretRequest request, CancellationToken cancellationToken)
            => ValueTask.FromResult(WebhookSecrets.None);
    }
}
