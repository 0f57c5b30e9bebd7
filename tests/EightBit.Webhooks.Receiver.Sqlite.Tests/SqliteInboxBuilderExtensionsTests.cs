using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.Sqlite.Deduplication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.Sqlite.Tests;

public sealed class SqliteInboxBuilderExtensionsTests
{
    private readonly ServiceCollection _services = new();

    public SqliteInboxBuilderExtensionsTests() => _services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());

    [Fact]
    public async Task UseSqliteInbox_Alone_RemembersTheIdsOfInlineEndpointsToo()
    {
        _services.AddEightBitWebhooks().UseSqliteInbox("Data Source=webhooks.db");

        await using var provider = _services.BuildServiceProvider();

        provider.GetServices<IDeduplicationStore>().Should().ContainSingle().Which.Should().BeOfType<SqliteDeduplicationStore>();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task UseSqliteInbox_AStoreOfTheApplication_Stays(bool first)
    {
        var own = new OwnStore();
        if (first)
        {
            _services.AddSingleton<IDeduplicationStore>(own);
        }

        var webhooks = _services.AddEightBitWebhooks();
        if (!first)
        {
            _services.AddSingleton<IDeduplicationStore>(own);
        }

        webhooks.UseSqliteInbox("Data Source=webhooks.db");

        await using var provider = _services.BuildServiceProvider();

        provider.GetRequiredService<IDeduplicationStore>().Should().BeSameAs(own);
    }

    private sealed class OwnStore : IDeduplicationStore
    {
        public ValueTask<DeduplicationClaim> ClaimAsync(DeduplicationKey key, TimeSpan lease, CancellationToken cancellationToken)
            => throw new NotSupportedException();

        public ValueTask<bool> CompleteAsync(DeduplicationKey key, long token, TimeSpan retention, CancellationToken cancellationToken)
            => throw new NotSupportedException();

        public ValueTask ReleaseAsync(DeduplicationKey key, long token, CancellationToken cancellationToken)
            => throw new NotSupportedException();
    }
}
