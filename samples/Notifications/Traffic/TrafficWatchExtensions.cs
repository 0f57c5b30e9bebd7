namespace Notifications.Traffic;

internal static class TrafficWatchExtensions
{
    public static IServiceCollection AddTrafficWatch(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TrafficOptions>().Bind(configuration.GetSection(TrafficOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<TrafficWatch>();
    }
}
