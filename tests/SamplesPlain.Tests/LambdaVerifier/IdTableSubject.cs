using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.Testing.Compliance;
using LambdaVerifier.Database;
using LambdaVerifier.Ids;
using Microsoft.Extensions.Time.Testing;
using SamplesPlain.Tests.Support;

namespace SamplesPlain.Tests.LambdaVerifier;

/// <summary>The table of ids in the hands of the compliance suite.</summary>
internal sealed class IdTableSubject : DeduplicationStoreSubject
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-03-01T12:00:00Z"));
    private readonly TemporaryFolder _folder = new();
    private readonly LocalFile _file;

    public IdTableSubject()
    {
        _file = new LocalFile(_folder.File("lambda.db"));
        Store = new IdTable(_file, _time);
    }

    public override IDeduplicationStore Store { get; }

    public override TimeProvider Time => _time;

    public override TimeSpan TimeUnit => TimeSpan.FromSeconds(1);

    public override Task AdvanceAsync(TimeSpan by)
    {
        _time.Advance(by);
        return Task.CompletedTask;
    }

    public override Task<IDeduplicationStore> OpenSecondNodeAsync()
        => Task.FromResult<IDeduplicationStore>(new IdTable(new LocalFile(_folder.File("lambda.db")), _time));

    public override ValueTask DisposeAsync()
    {
        _file.Close();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
