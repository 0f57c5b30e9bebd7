using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Configuration;

/// <summary>
/// Validates options when the application starts. <c>ValidateOnStart</c> does it also where a tool starts an application that has none of
/// its settings.
/// </summary>
internal sealed class StartValidation : IHostedLifecycleService
{
    private readonly IEnumerable<ValidatedOptions> _options;
    private readonly IServiceProvider _services;

    public StartValidation(IEnumerable<ValidatedOptions> options, IServiceProvider services)
    {
        _options = options;
        _services = services;
    }

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        var failures = new List<Exception>();
        foreach (var options in _options)
        {
            try
            {
                options.Read(_services);
            }
            catch (OptionsValidationException exception)
            {
                failures.Add(exception);
            }
        }

        if (failures.Count == 1)
        {
            ExceptionDispatchInfo.Throw(failures[0]);
        }

        return failures.Count == 0 ? Task.CompletedTask : throw new AggregateException(failures);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <param name="Read">Reads, and so validates, one named instance of some options.</param>
internal sealed record ValidatedOptions(Action<IServiceProvider> Read);
