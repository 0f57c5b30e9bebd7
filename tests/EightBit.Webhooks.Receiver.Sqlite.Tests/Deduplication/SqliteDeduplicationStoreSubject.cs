using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.Sqlite.Deduplication;
using EightBit.Webhooks.Receiver.Testing.Compliance;

namespace EightBit.Webhooks.Receiver.Sqlite.Tests.Deduplication;

/// <summary>The SQLite deduplication store in the hands of the compliance suite.</summary>
internal sealed class SqliteDeduplicationStoreSubject : DeduplicationStoreSubject
{
    private readonly TemporaryInbox _temporary = new();
    private readonly SqliteInbox _inbox;
    private readonly bool _cleans;

    private SqliteDeduplicationStoreSubject(bool cleans)
    {
        _cleans = cleans;
        _inbox = _temporary.Open();
        Store = new SqliteDeduplicationStore(_inbox);
    }

    public override IDeduplicationStore Store { get; }

    public override TimeProvider Time => _temporary.Time;

    public override TimeSpan TimeUnit => TimeSpan.FromSeconds(1);

    /// <param name="cleans">Whether what has expired is deleted whenever time has passed, which must make no difference.</param>
    public static ValueTask<DeduplicationStoreSubject> CreateAsync(bool cleans) => new(new SqliteDeduplicationStoreSubject(cleans));

    public override async Task AdvanceAsync(TimeSpan by)
    {
        _temporary.Time.Advance(by);
        if (_cleans)
        {
            await _inbox.ForgetExpiredAsync(CancellationToken.None);
        }
    }

    public override Task<IDeduplicationStore> OpenSecondNodeAsync() => Task.FromResult(Store);

    public override async ValueTask DisposeAsync()
    {
        await _inbox.DisposeAsync();
        _temporary.Dispose();
    }
}
