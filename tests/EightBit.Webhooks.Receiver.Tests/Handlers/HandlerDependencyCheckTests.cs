using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Tests.Handlers;

public sealed class HandlerDependencyCheckTests
{
    private readonly ServiceCollection _services = new();

    public HandlerDependencyCheckTests() => _services.AddLogging().AddOptions();

    [Fact]
    public void StartingAsync_MissingService_NamesHandlerServiceAndFix()
        => Check<NeedsClock>().Should().Throw<InvalidOperationException>()
            .WithMessage($"The handler *{nameof(NeedsClock)} cannot be created: its constructor takes *{nameof(IClock)}, which is not registered*builder.Services*");

    [Fact]
    public void StartingAsync_MissingInSeveralHandlers_NamesEachOfThem()
    {
        Add<NeedsKeyed>();

        Check<NeedsClock>().Should().Throw<InvalidOperationException>().Which.Message.Split('\n').Should().HaveCount(2);
    }

    [Fact]
    public void StartingAsync_ServiceIsThere_Passes()
    {
        _services.AddSingleton<IClock, Clock>();

        Check<NeedsClock>().Should().NotThrow();
    }

    [Fact]
    public void StartingAsync_WhatTheContainerMakesUp_Passes() => Check<NeedsNothingRegistered>().Should().NotThrow();

    [Fact]
    public void StartingAsync_OneOfTheConstructorsCanBeUsed_Passes() => Check<HasTwoConstructors>().Should().NotThrow();

    [Fact]
    public void StartingAsync_KeyedService_IsLookedUpByItsKey()
    {
        _services.AddSingleton<IClock, Clock>().AddKeyedSingleton<IClock, Clock>("other");
        Check<NeedsKeyed>().Should().Throw<InvalidOperationException>().WithMessage("*with the key 'wall'*");

        _services.AddKeyedSingleton<IClock, Clock>("wall");
        Check<NeedsKeyed>().Should().NotThrow();
    }

    [Fact]
    public void StartingAsync_AnyKey_Passes()
    {
        _services.AddKeyedSingleton<IClock, Clock>(KeyedService.AnyKey);

        Check<NeedsKeyed>().Should().NotThrow();
    }

    [Fact]
    public void StartingAsync_HandlerFromAFactoryOrAnInstance_IsTheApplicationsBusiness()
    {
        _services.AddScoped(_ => new NeedsClock(new Clock()));

        Check<NeedsClock>().Should().NotThrow();
    }

    [Fact]
    public void StartingAsync_ContainerThatCannotTellOrIsAnotherOne_Passes()
    {
        Add<NeedsClock>();

        new HandlerDependencyCheck(Registry(), _services, new OtherContainer()).StartingAsync(default).IsCompletedSuccessfully.Should().BeTrue();
        new HandlerDependencyCheck(Registry(), _services, null).StartingAsync(default).IsCompletedSuccessfully.Should().BeTrue();
    }

    [Fact]
    public void StartingAsync_AnyHandler_IsNotCreated()
    {
        _services.AddSingleton<IClock>(_ => throw new InvalidOperationException("created"));

        Check<NeedsClock>().Should().NotThrow();
    }

    private void Add<THandler>()
        where THandler : class, IWebhookHandler
        => _services.AddEightBitWebhooks().AddHandler<THandler>("*");

    private Action Check<THandler>()
        where THandler : class, IWebhookHandler
    {
        if (_services.All(service => service.ServiceType != typeof(ReceiverRegistry)) || Registry().All.All(r => r.AddedHandlers.All(h => h.HandlerType != typeof(THandler))))
        {
            Add<THandler>();
        }

        return () =>
        {
            using var provider = _services.BuildServiceProvider();
            new HandlerDependencyCheck(Registry(), _services, provider.GetRequiredService<IServiceProviderIsService>()).StartingAsync(default);
        };
    }

    private ReceiverRegistry Registry() => _services.Select(service => service.ImplementationInstance).OfType<ReceiverRegistry>().Single();

    private interface IClock;

    private sealed class Clock : IClock;

    private sealed class OtherContainer : IServiceProviderIsService
    {
        public bool IsService(Type serviceType) => false;
    }

    private abstract class Handler : IWebhookHandler
    {
        public Task HandleAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken) => Task.CompletedTask;
    }

#pragma warning disable CS9113 // The parameters are what is looked at; nothing reads them.
    private sealed class NeedsClock(IClock clock) : Handler;

    private sealed class NeedsKeyed([FromKeyedServices("wall")] IClock clock) : Handler;

    private sealed class NeedsNothingRegistered(
        ILogger<Handler> logger,
        IOptions<WebhookReceiverOptions> options,
        IEnumerable<IClock> clocks,
        IServiceProvider services,
        IServiceScopeFactory scopes,
        IClock? clock = null) : Handler;

    private sealed class HasTwoConstructors : Handler
    {
        public HasTwoConstructors(IClock clock)
        {
        }

        public HasTwoConstructors(ILogger<HasTwoConstructors> logger)
        {
        }
    }
#pragma warning restore CS9113
}
