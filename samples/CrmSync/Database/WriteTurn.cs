namespace CrmSync.Database;

/// <summary>Lets one handler of this process write at a time.</summary>
/// <remarks>
/// SQLite has one writer. Those who find the database locked ask again and again until their command timeout (30 seconds), and
/// under load the unlucky ones never get through; here they queue. The timeout is left for writers in other processes.
/// </remarks>
internal sealed class WriteTurn : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <returns>Dispose it to let the next one write.</returns>
    public async Task<IDisposable> TakeAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        return new Taken(_turn);
    }

    public void Dispose() => _turn.Dispose();

    private sealed class Taken : IDisposable
    {
        private readonly SemaphoreSlim _turn;

        public Taken(SemaphoreSlim turn) => _turn = turn;

        public void Dispose() => _turn.Release();
    }
}
