using System.Diagnostics.CodeAnalysis;
using EightBit.Webhooks.Receiver.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>
/// For inboxes, stores and logs: work and checks that belong to an application that runs, and not to one that a tool has started to look at
/// it, as Microsoft.Extensions.ApiDescription.Server does in a build.
/// </summary>
public static class EightBitWebhooksHostingExtensions
{
    /// <summary>Adds a hosted service that is not created where a tool has started the application.</summary>
    /// <typeparam name="TService">The service; created with the services that its constructor takes.</typeparam>
    /// <param name="services">The application's services.</param>
    public static IServiceCollection AddWebhookHostedService<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TService>(this IServiceCollection services)
        where TService : class, IHostedService
        => services.AddWebhookHostedService(static provider => ActivatorUtilities.CreateInstance<TService>(provider));

    /// <inheritdoc cref="AddWebhookHostedService{TService}(IServiceCollection)"/>
    /// <typeparam name="TService">The service.</typeparam>
    /// <param name="services">The application's services.</param>
    /// <param name="create">Creates the service; called once at the most.</param>
    public static IServiceCollection AddWebhookHostedService<TService>(this IServiceCollection services, Func<IServiceProvider, TService> create)
        where TService : class, IHostedService
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(create);
        return services.AddSingleton<IHostedService>(provider => ToolRun.ToolOf(provider) is null ? create(provider) : new NotStarted());
    }

    /// <summary>Validates options when the application starts, as <c>ValidateOnStart</c> does, but not where a tool has started it.</summary>
    /// <typeparam name="TOptions">The options.</typeparam>
    /// <param name="options">The options' builder.</param>
    public static OptionsBuilder<TOptions> ValidateOnWebhookStart<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(this OptionsBuilder<TOptions> options)
        where TOptions : class
    {
        ArgumentNullException.ThrowIfNull(options);
        var name = options.Name;
        options.Services.AddOptions<StartCheck<TOptions>>(name).Configure<IServiceProvider>((_, provider) =>
        {
            if (ToolRun.ToolOf(provider) is null)
            {
                provider.GetRequiredService<IOptionsMonitor<TOptions>>().Get(name); // validates
            }
        }).ValidateOnStart();
        return options;
    }

    /// <summary>Options that are created at the start in the place of the ones to be validated.</summary>
    private sealed class StartCheck<TOptions>;
}
