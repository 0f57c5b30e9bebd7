using System.Reflection;
using EightBit.Webhooks.Receiver.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EightBit.Webhooks.Receiver.Handlers;

/// <summary>
/// Ends the start of an application that has forgotten to register what a handler's constructor takes: otherwise every event would be
/// acknowledged and then fail. Creates no handler, and looks no further than the constructor's own parameters.
/// </summary>
internal sealed class HandlerDependencyCheck : IHostedLifecycleService
{
    private readonly ReceiverRegistry _receivers;
    private readonly IServiceCollection _services;
    private readonly IServiceProviderIsService? _known;

    public HandlerDependencyCheck(ReceiverRegistry receivers, IServiceCollection services, IServiceProviderIsService? known)
    {
        _receivers = receivers;
        _services = services;

        // Other containers may have registrations of the handler that the collection does not show.
        _known = known?.GetType().Assembly == typeof(ServiceProvider).Assembly ? known : null;
    }

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        var problems = _receivers.All.SelectMany(receiver => receiver.AddedHandlers).Select(handler => handler.HandlerType).Distinct()
            .Select(FindProblem).OfType<string>().ToList();
        return problems.Count == 0 ? Task.CompletedTask : throw new InvalidOperationException(string.Join("\n", problems));
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private string? FindProblem(Type handler)
    {
        // A factory or an instance of the application's own needs nothing that could be seen here.
        var registered = _services.LastOrDefault(service => service.ServiceType == handler && !service.IsKeyedService);
        if (_known is null || registered?.ImplementationType is not { } type)
        {
            return null;
        }

        var missing = type.GetConstructors()
            .Select(constructor => constructor.GetParameters().Where(parameter => !IsKnown(parameter)).ToList())
            .MinBy(parameters => parameters.Count);
        return missing is null or { Count: 0 }
            ? null
            : $"The handler {type} cannot be created: its constructor takes {string.Join(" and ", missing.Select(Describe))}, which "
                + $"{(missing.Count == 1 ? "is" : "are")} not registered. Register it in builder.Services, or give the parameter a default value.";
    }

    private bool IsKnown(ParameterInfo parameter)
    {
        if (parameter.HasDefaultValue)
        {
            return true;
        }

        // A key may also be inherited from the registration; who uses that is left to the container.
        return parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed
            ? keyed.Key is null || _known is not IServiceProviderIsKeyedService known || known.IsKeyedService(parameter.ParameterType, keyed.Key)
            : _known!.IsService(parameter.ParameterType);
    }

    private static string Describe(ParameterInfo parameter)
        => parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { Key: { } key }
            ? $"{parameter.ParameterType} with the key '{key}'"
            : parameter.ParameterType.ToString();
}
