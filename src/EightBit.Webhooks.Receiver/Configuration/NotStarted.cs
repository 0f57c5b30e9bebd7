using Microsoft.Extensions.Hosting;

namespace EightBit.Webhooks.Receiver.Configuration;

/// <summary>Stands in for a hosted service that this start of the application has no use for.</summary>
internal sealed class NotStarted : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
