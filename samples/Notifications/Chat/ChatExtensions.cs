using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;

namespace Notifications.Chat;

internal static class ChatExtensions
{
    public static IServiceCollection AddChat(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ChatOptions>().Bind(configuration.GetSection(ChatOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ChatPause>();
        services
            .AddHttpClient<ChatClient>((provider, http) => http.BaseAddress = provider.GetRequiredService<IOptions<ChatOptions>>().Value.Url)
            .RemoveAllLoggers() // they would write the address, which is a secret
            .AddStandardResilienceHandler(resilience =>
            {
                resilience.AttemptTimeout.Timeout = TimeSpan.FromSeconds(5);
                resilience.CircuitBreaker.SamplingDuration = TimeSpan.FromSeconds(30);

                // A post cannot be told from its repetition, and the inbox repeats what failed: durably, and without holding a handler.
                resilience.Retry.DisableForUnsafeHttpMethods();
            });
        return services;
    }
}
