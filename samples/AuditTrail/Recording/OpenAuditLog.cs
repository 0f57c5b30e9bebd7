using AuditTrail.Chain;

namespace AuditTrail.Recording;

/// <summary>Opens the trail before the first event is handled; an application that cannot record does not start.</summary>
internal sealed class OpenAuditLog(AuditLog log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        log.Open();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
