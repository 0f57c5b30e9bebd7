using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;

namespace ExternalProcessing.Model;

internal static class ModelExtensions
{
    /// <summary>Adds the client. Its patience, for all attempts together, must be shorter than the handlers' time limit (1 minute).</summary>
    public static IServiceCollection AddModel(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ModelOptions>().Bind(configuration.GetSection(ModelOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services
            .AddHttpClient<ModelClient>((provider, http) =>
            {
                var options = provider.GetRequiredService<IOptions<ModelOptions>>().Value;
                http.BaseAddress = options.Url;
                http.Timeout = Timeout.InfiniteTimeSpan; // the resilience handler's business
                http.DefaultRequestHeaders.Authorization = options.ApiKey is { } key ? new("Bearer", key) : null;
            })
            .AddStandardResilienceHandler()
            .Configure((resilience, provider) => Configure(resilience, provider.GetRequiredService<IOptions<ModelOptions>>().Value));
        return services;
    }

    /// <summary>
    /// Short failures are ended here, within the handler's attempt; a POST may be repeated because it carries an idempotency key. Longer ones
    /// are left to the inbox, which waits without holding anything.
    /// </summary>
    private static void Configure(HttpStandardResilienceOptions resilience, ModelOptions options)
    {
        resilience.AttemptTimeout.Timeout = options.CallTimeout;
        resilience.TotalRequestTimeout.Timeout = TimeSpan.FromSeconds(50);
        resilience.Retry.MaxRetryAttempts = 2;
        resilience.Retry.Delay = TimeSpan.FromMilliseconds(200);
        resilience.Retry.ShouldHandle = args => ValueTask.FromResult(IsWorthAnotherTry(args.Outcome));
        resilience.CircuitBreaker.FailureRatio = 0.5;
        resilience.CircuitBreaker.MinimumThroughput = 20;
        resilience.CircuitBreaker.SamplingDuration = TimeSpan.FromSeconds(30);
        resilience.CircuitBreaker.BreakDuration = options.BreakDuration;
        resilience.CircuitBreaker.ShouldHandle = args => ValueTask.FromResult(IsWorthAnotherTry(args.Outcome));
    }

    /// <summary>Somebody who says when to come back is not ill, and is asked again then.</summary>
    private static bool IsWorthAnotherTry(Outcome<HttpResponseMessage> outcome)
        => HttpClientResiliencePredicates.IsTransient(outcome) && outcome.Result?.Headers.RetryAfter is null;
}
