using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Samples.Tests.Support;

/// <summary>Lets the application come to its end before it is disposed.</summary>
/// <remarks>
/// The base class stops the host while <c>Main</c> stops it as well, and whoever is first disposes it: possibly while the other still makes
/// its last HTTP call. Polly then looks after the call once a second, by the application's clock, which stands still in these tests: for ever.
/// </remarks>
internal abstract class StoppingFactory<TEntryPoint> : WebApplicationFactory<TEntryPoint>
    where TEntryPoint : class
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IHostApplicationLifetime? _lifetime;

    /// <summary>As Ctrl+C does.</summary>
    public void Stop() => _lifetime?.StopApplication();

    public override async ValueTask DisposeAsync()
    {
        if (_lifetime is not null)
        {
            Stop();
            await _stopped.Task.WaitAsync(Patience);
        }

        await base.DisposeAsync();
    }

    protected override IHost CreateHost(IHostBuilder builder)
    {
        var host = base.CreateHost(builder);
        _lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        _lifetime.ApplicationStopped.Register(_stopped.SetResult);
        return host;
    }
}
