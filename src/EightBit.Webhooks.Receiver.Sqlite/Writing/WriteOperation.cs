namespace EightBit.Webhooks.Receiver.Sqlite.Writing;

/// <summary>A step of the writer that somebody waits for.</summary>
internal sealed class WriteOperation<TResult> : IWriteOperation
{
    private readonly Func<InboxTables, TResult> _run;

    // Not on the writer's thread: it has the next batch to write.
    private readonly TaskCompletionSource<TResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TResult? _result;

    public WriteOperation(Func<InboxTables, TResult> run) => _run = run;

    public Task<TResult> Completion => _completion.Task;

    public void Run(InboxTables tables) => _result = _run(tables);

    public void Succeed() => _completion.TrySetResult(_result!);

    public void Fail(Exception exception) => _completion.TrySetException(exception);
}
