using Microsoft.EntityFrameworkCore;

namespace CrmSync.Database;

/// <summary>Creates the database where there is none, before the first event is processed.</summary>
internal sealed class CrmSchema : IHostedService
{
    private readonly IServiceScopeFactory _scopes;

    public CrmSchema(IServiceScopeFactory scopes) => _scopes = scopes;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<CrmDb>().Database;
        await database.EnsureCreatedAsync(cancellationToken);

        // Readers go on while a handler writes. The mode is kept in the file.
        await database.ExecuteSqlAsync($"PRAGMA journal_mode = WAL", cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
