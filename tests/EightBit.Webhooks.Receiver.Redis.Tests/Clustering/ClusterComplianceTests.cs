using EightBit.Webhooks.Receiver.Redis.Tests.Compliance;
using EightBit.Webhooks.Receiver.Testing.Compliance;

namespace EightBit.Webhooks.Receiver.Redis.Tests.Clustering;

/// <summary>On a cluster, with partitions over all its nodes, the inbox keeps the same rules but those that it has for each partition alone.</summary>
[Trait("Category", "Slow")]
public sealed class ClusterComplianceTests : IClassFixture<ClusterComplianceTests.Fixture>
{
    /// <summary>What `docs/redis.md` says of several partitions.</summary>
    private static readonly string[] KeptByEachPartitionAlone =
    [
        // the limits count for each
        "Full_leaves_the_id_unseen",
        "Full_comes_at_the_capacity_and_goes_with_it",
        "Parallel_accepts_do_not_pass_the_capacity",
        "A_full_inbox_can_still_be_worked_on",
        "A_replay_into_a_full_inbox_leaves_the_letter",

        // numbers grow in each, and what has no conversation is taken from each in turn
        "Entry_ids_grow_in_the_order_of_acceptance",
        "Events_without_order_are_claimed_oldest_first",
        "A_crash_keeps_what_was_accepted",
        "The_cursor_is_stable_under_writes",

        // an id that comes back in another conversation is looked for in that one's partition
        "A_duplicate_changes_nothing",
    ];

    private readonly Fixture _fixture;

    public ClusterComplianceTests(Fixture fixture) => _fixture = fixture;

    public static TheoryData<string> Checks => new(Names);

    private static IEnumerable<string> Names => InboxCompliance.NamesFor(RedisInboxSubject.Able).Except(KeptByEachPartitionAlone);

    [Theory]
    [MemberData(nameof(Checks))]
    public Task Complies(string check) => _fixture.Running.Of(check);

    public sealed class Fixture : IAsyncLifetime
    {
        private RedisCluster _cluster = null!;

        internal SideBySide Running { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            _cluster = await RedisCluster.StartAsync();
            Running = new SideBySide(
                Names,
                check => InboxCompliance.RunAsync(check, options => RedisInboxSubject.CreateAsync(options, _cluster.Address, partitions: 5)));
        }

        public async Task DisposeAsync() => await _cluster.DisposeAsync();
    }
}
