namespace CrmSync.Database;

/// <summary>Lets one handler of this process write at a time.</summary>
/// <remarks>
/// SQLite has one writer. Whoever finds the database locked asks again every now and then, with a thread held and in no order, until
/// the command timeout (30 seconds) is over. That is left for writers in other processes; the handlers of this one queue here.
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
