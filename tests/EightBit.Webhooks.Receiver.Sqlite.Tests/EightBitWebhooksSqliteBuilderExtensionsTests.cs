using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.DeliveryLog;
using EightBit.Webhooks.Receiver.Sqlite.Deduplication;
using EightBit.Webhooks.Receiver.Sqlite.DeliveryLog;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.Sqlite.Tests;

public sealed class EightBitWebhooksSqliteBuilderExtensionsTests
{
    private readonly ServiceCollection _services = new();

    public EightBitWebhooksSqliteBuilderExtensionsTests() => _services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());

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

    [Fact]
    public async Task UseSqliteInbox_Alone_KeepsTheDeliveryLogInTheFileToo()
    {
        _services.AddEightBitWebhooks().UseSqliteInbox("Data Source=webhooks.db");

        await using var provider = _services.BuildServiceProvider();

        provider.GetServices<IWebhookDeliveryLog>().Should().ContainSingle().Which.Should().BeOfType<SqliteDeliveryLog>();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task UseSqliteInbox_ADeliveryLogOfTheApplication_Stays(bool first)
    {
        var own = new OwnLog();
        var webhooks = _services.AddEightBitWebhooks();
        _ = first
            ? webhooks.UseDeliveryLog(_ => own).UseSqliteInbox("Data Source=webhooks.db")
            : webhooks.UseSqliteInbox("Data Source=webhooks.db").UseDeliveryLog(_ => own);

        await using var provider = _services.BuildServiceProvider();

        provider.GetRequiredService<IWebhookDeliveryLog>().Should().BeSameAs(own);
    }

    private sealed class OwnLog : IWebhookDeliveryLog
    {
        public bool IsDurable => true;

        public void Record(DeliveryLogEntry entry) => throw new NotSupportedException();

        public ValueTask<DeliveryLogPage> QueryAsync(DeliveryLogQuery query, CancellationToken cancellationToken = default)
            => throw new NotSupportedException();
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
