namespace Notifications.Limiting;

internal static class NotificationGateExtensions
{
    public static IServiceCollection AddNotificationGate(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<GateOptions>().Bind(configuration.GetSection(GateOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<MessageBudget>();
        services.AddSingleton<HeldBack>();
        services.AddTransient<NotificationGate>();
        return services.AddHostedService<DigestSender>();
    }
}
