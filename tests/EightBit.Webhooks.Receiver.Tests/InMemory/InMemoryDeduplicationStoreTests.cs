using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.InMemory;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Tests.InMemory;

public sealed class InMemoryDeduplicationStoreTests
{
    private const int RememberedIdsFull = 313;

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Retention = TimeSpan.FromDays(3);
    private static readonly TimeSpan OneTick = TimeSpan.FromTicks(1);

    private readonly SteppedTime _time = new(new DateTimeOffset(2024, 5, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly RecordedLog<InMemoryDeduplicationStore> _log = new();

    [Fact]
    public async Task ClaimAsync_NewId_IsClaimedThenInProgressThenCompleted()
    {
        var store = Store();
        var claim = await ClaimAsync(store, "a");
        claim.Status.Should().Be(DeduplicationStatus.Claimed);

        (await ClaimAsync(store, "a")).Should().Be(new DeduplicationClaim(DeduplicationStatus.InProgress, 0));

        (await CompleteAsync(store, "a", claim.Token)).Should().BeTrue();
        (await ClaimAsync(store, "a")).Should().Be(new DeduplicationClaim(DeduplicationStatus.Completed, 0));
    }

    [Fact]
    public async Task ClaimAsync_64AtOnce_OneIsClaimed()
    {
        var store = Store();
        for (var round = 0; round < 100; round++)
        {
            var claims = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => ClaimAsync(store, $"{round}"))));

            claims.Count(claim => claim.Status == DeduplicationStatus.Claimed).Should().Be(1);
            claims.Count(claim => claim.Status == DeduplicationStatus.InProgress).Should().Be(63);
        }
    }

    [Fact]
    public async Task ClaimAsync_OtherReceiverTenantOrCase_IsAnotherId()
    {
        var store = Store();
        var keys = new DeduplicationKey[] { new("", null, "a"), new("r", null, "a"), new("r", "t", "a"), new("r", "", "a"), new("", null, "A") };
        foreach (var key in keys)
        {
            (await store.ClaimAsync(key, Lease, CancellationToken.None)).Status.Should().Be(DeduplicationStatus.Claimed);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task ClaimAsync_ClockIsSet_KeepsClaimsForTheirLeaseAndIdsForTheirRetention(int direction)
    {
        var store = Store();
        await ClaimAsync(store, "claimed");
        await CompleteAsync(store, "completed", (await ClaimAsync(store, "completed")).Token);

        _time.Set(direction * 2 * Retention);

        (await ClaimAsync(store, "claimed")).Status.Should().Be(DeduplicationStatus.InProgress);
        (await ClaimAsync(store, "completed")).Status.Should().Be(DeduplicationStatus.Completed);
        _time.Advance(Lease);
        (await ClaimAsync(store, "claimed")).Status.Should().Be(DeduplicationStatus.Claimed);
        _time.Advance(Retention - Lease);
        (await ClaimAsync(store, "completed")).Status.Should().Be(DeduplicationStatus.Claimed);
    }

    [Fact]
    public async Task ReleaseAsync_Claim_IsAsIfTheIdHadNeverBeenSeen()
    {
        var store = Store();
        var claim = await ClaimAsync(store, "a");

        await ReleaseAsync(store, "a", claim.Token);

        var again = await ClaimAsync(store, "a");
        again.Status.Should().Be(DeduplicationStatus.Claimed);
        again.Token.Should().NotBe(claim.Token);
    }

    [Fact]
    public async Task ReleaseAsync_WhereverItsTableHasPutTheId_IsAsIfItHadNeverBeenSeen()
    {
        var store = Store();
        foreach (var id in Enumerable.Range(0, 1_000).Select(number => $"evt_{number}"))
        {
            var claim = await ClaimAsync(store, id);

            await ReleaseAsync(store, id, claim.Token);

            (await ClaimAsync(store, id)).Status.Should().Be(DeduplicationStatus.Claimed);
        }
    }

    [Fact]
    public async Task ReleaseAsync_StaleTokenOrCompletedId_DoesNothing()
    {
        var store = Store();
        var first = await ClaimAsync(store, "a");
        _time.Advance(Lease);
        var second = await ClaimAsync(store, "a");
        second.Status.Should().Be(DeduplicationStatus.Claimed, "the first lease has expired");

        await ReleaseAsync(store, "a", first.Token);
        (await ClaimAsync(store, "a")).Status.Should().Be(DeduplicationStatus.InProgress);

        await CompleteAsync(store, "a", second.Token);
        await ReleaseAsync(store, "a", second.Token);
        await ReleaseAsync(store, "never seen", 1);
        (await ClaimAsync(store, "a")).Status.Should().Be(DeduplicationStatus.Completed);
    }

    [Fact]
    public async Task ClaimAsync_LeaseExpires_IsClaimableAgainButNotATickEarlier()
    {
        var store = Store();
        await ClaimAsync(store, "a");

        _time.Advance(Lease - OneTick);
        (await ClaimAsync(store, "a")).Status.Should().Be(DeduplicationStatus.InProgress);
        _time.Advance(OneTick);
        (await ClaimAsync(store, "a")).Status.Should().Be(DeduplicationStatus.Claimed);
    }

    [Fact]
    public async Task ClaimAsync_RetentionExpires_IsClaimableAgainButNotATickEarlier()
    {
        var store = Store();
        await CompleteAsync(store, "a", (await ClaimAsync(store, "a")).Token);

        _time.Advance(Retention - OneTick);
        (await ClaimAsync(store, "a")).Status.Should().Be(DeduplicationStatus.Completed);
        _time.Advance(OneTick);
        (await ClaimAsync(store, "a")).Status.Should().Be(DeduplicationStatus.Claimed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CompleteAsync_ExpiredClaimThatNobodyElseHas_IsCompleted(bool purged)
    {
        var store = Store();
        var claim = await ClaimAsync(store, "a");
        _time.Advance(Lease * 10);
        if (purged)
        {
            await ClaimAsync(store, "another"); // each call cleans up a little
        }

        (await CompleteAsync(store, "a", claim.Token)).Should().BeTrue();
        (await ClaimAsync(store, "a")).Status.Should().Be(DeduplicationStatus.Completed);
    }

    [Fact]
    public async Task CompleteAsync_SomebodyElseClaimedOrCompletedSince_IsRefusedAndChangesNothing()
    {
        var store = Store();
        var first = await ClaimAsync(store, "a");
        _time.Advance(Lease);
        var second = await ClaimAsync(store, "a");

        (await CompleteAsync(store, "a", first.Token)).Should().BeFalse();
        (await ClaimAsync(store, "a")).Status.Should().Be(DeduplicationStatus.InProgress);

        (await CompleteAsync(store, "a", second.Token)).Should().BeTrue();
        (await CompleteAsync(store, "a", first.Token)).Should().BeFalse();
    }

    [Fact]
    public async Task CompleteAsync_Twice_RemembersForTheLaterRetention()
    {
        var store = Store();
        var claim = await ClaimAsync(store, "a");
        await CompleteAsync(store, "a", claim.Token, TimeSpan.FromHours(1));

        (await CompleteAsync(store, "a", claim.Token, TimeSpan.FromHours(2))).Should().BeTrue("the caller may not have seen the first answer");

        _time.Advance(TimeSpan.FromHours(2) - OneTick);
        (await ClaimAsync(store, "a")).Status.Should().Be(DeduplicationStatus.Completed);
    }

    [Fact]
    public async Task ClaimAsync_AtTheBound_ForgetsTheCompletedIdThatExpiresFirst()
    {
        var store = Store(maxIds: 3);
        await RememberAsync(store, "long", TimeSpan.FromDays(3));
        await RememberAsync(store, "short", TimeSpan.FromDays(1));
        await RememberAsync(store, "medium", TimeSpan.FromDays(2));

        await ClaimAsync(store, "new");

        (await StatusAsync(store, "long")).Should().Be(DeduplicationStatus.Completed);
        (await StatusAsync(store, "medium")).Should().Be(DeduplicationStatus.Completed);
        (await StatusAsync(store, "new")).Should().Be(DeduplicationStatus.InProgress);
        _log.Of(RememberedIdsFull).Should().ContainSingle().Which.Message.Should().Contain("MaxRememberedIds").And.Contain("1.00:00:00");
        (await ClaimAsync(store, "short")).Status.Should().Be(DeduplicationStatus.Claimed);
    }

    [Fact]
    public async Task ClaimAsync_AtTheBoundWithClaimsInProgress_NeverForgetsThose()
    {
        var store = Store(maxIds: 2);
        var ids = Enumerable.Range(0, 10).Select(number => $"{number}").ToArray();
        foreach (var id in ids)
        {
            await ClaimAsync(store, id);
        }

        await RememberAsync(store, "completed", Retention);
        await ClaimAsync(store, "one more");

        foreach (var id in ids)
        {
            (await StatusAsync(store, id)).Should().Be(DeduplicationStatus.InProgress);
        }

        (await ClaimAsync(store, "completed")).Status.Should().Be(DeduplicationStatus.Claimed, "that one could go");
    }

    [Fact]
    public async Task ClaimAsync_CompletingAtTheBound_ForgetsNothing()
    {
        var store = Store(maxIds: 2);
        await RememberAsync(store, "a", Retention);
        await RememberAsync(store, "b", Retention);

        (await StatusAsync(store, "a")).Should().Be(DeduplicationStatus.Completed);
        (await StatusAsync(store, "b")).Should().Be(DeduplicationStatus.Completed);
        _log.Entries.Should().BeEmpty();
    }

    [Fact]
    public async Task ClaimAsync_FarBeyondTheBound_WarnsAtMostOnceAMinute()
    {
        var store = Store(maxIds: 5);
        for (var number = 0; number < 100; number++)
        {
            await RememberAsync(store, $"a{number}", Retention);
        }

        _log.Of(RememberedIdsFull).Should().ContainSingle().Which.Level.Should().Be(LogLevel.Warning);

        _time.Advance(TimeSpan.FromMinutes(1) - OneTick);
        await RememberAsync(store, "b", Retention);
        _log.Of(RememberedIdsFull).Should().ContainSingle();

        _time.Advance(OneTick);
        await RememberAsync(store, "c", Retention);
        await RememberAsync(store, "d", Retention);
        _log.Of(RememberedIdsFull).Should().HaveCount(2);
    }

    [Fact]
    public async Task ClaimAsync_OnlyExpiredIdsAtTheBound_AreForgottenWithoutAWarning()
    {
        var store = Store(maxIds: 100);
        for (var number = 0; number < 100; number++)
        {
            await RememberAsync(store, $"a{number}", Retention);
        }

        _time.Advance(Retention);
        for (var number = 0; number < 100; number++)
        {
            await RememberAsync(store, $"b{number}", Retention);
        }

        _log.Entries.Should().BeEmpty();
        for (var number = 0; number < 100; number++)
        {
            (await StatusAsync(store, $"b{number}")).Should().Be(DeduplicationStatus.Completed);
        }
    }

    [Fact]
    public async Task ClaimAsync_IdsThatCameBackAtTheBound_AreHeldByTheirNewTime()
    {
        // An id that expired and was completed again still has its old place in the order of expiry: that one must not count.
        var store = Store(maxIds: 2);
        await RememberAsync(store, "again", TimeSpan.FromHours(1));
        _time.Advance(TimeSpan.FromHours(1));
        await RememberAsync(store, "again", TimeSpan.FromHours(9));
        await RememberAsync(store, "other", TimeSpan.FromHours(5));

        await ClaimAsync(store, "new");

        (await StatusAsync(store, "again")).Should().Be(DeduplicationStatus.Completed);
        (await ClaimAsync(store, "other")).Status.Should().Be(DeduplicationStatus.Claimed, "it would have expired first");
    }

    [Fact]
    public async Task Store_RandomOperations_AgreesWithAnUnboundedModel()
    {
        var random = new Random(3);
        var store = Store();
        var model = new Dictionary<string, (long Token, DateTimeOffset Expires, bool Completed)>();
        var tokens = new Dictionary<string, List<long>>();
        for (var step = 0; step < 20_000; step++)
        {
            var id = $"{random.Next(8)}";
            var now = _time.GetUtcNow();
            var known = model.TryGetValue(id, out var entry);
            var held = tokens.TryGetValue(id, out var all) ? all[^random.Next(1, Math.Min(all.Count, 3) + 1)] : 0;
            switch (random.Next(4))
            {
                case 0 when held != 0 && known:
                    var mayComplete = entry.Token == held;
                    (await CompleteAsync(store, id, held, TimeSpan.FromSeconds(60))).Should().Be(mayComplete);
                    model[id] = mayComplete ? (held, now.AddSeconds(60), true) : entry;
                    break;
                case 1 when held != 0:
                    await ReleaseAsync(store, id, held);
                    if (known && entry.Token == held && !entry.Completed)
                    {
                        model.Remove(id);
                    }

                    break;
                case 2:
                    _time.Advance(TimeSpan.FromSeconds(random.Next(10)));
                    model = model.Where(pair => pair.Value.Expires > _time.GetUtcNow()).ToDictionary();
                    break;
                default:
                    var claim = await ClaimAsync(store, id);
                    claim.Status.Should().Be(
                        !known ? DeduplicationStatus.Claimed : entry.Completed ? DeduplicationStatus.Completed : DeduplicationStatus.InProgress);
                    if (claim.Status == DeduplicationStatus.Claimed)
                    {
                        model[id] = (claim.Token, now + Lease, false);
                        (tokens.TryGetValue(id, out var list) ? list : tokens[id] = []).Add(claim.Token);
                    }

                    break;
            }
        }
    }

    /// <summary>Wherever in its table an id lies.</summary>
    [Fact]
    public async Task CompleteAsync_StaleTokenOfAnyId_IsRefused()
    {
        var store = Store();
        for (var number = 0; number < 100; number++)
        {
            var stale = await ClaimAsync(store, $"{number}");
            _time.Advance(Lease);
            (await ClaimAsync(store, $"{number}")).Status.Should().Be(DeduplicationStatus.Claimed);

            (await CompleteAsync(store, $"{number}", stale.Token)).Should().BeFalse();
        }
    }

    /// <summary>Wherever in its table it lies.</summary>
    [Fact]
    public async Task ClaimAsync_RoomForOneId_ForgetsTheOneThereWas()
    {
        for (var number = 0; number < 100; number++)
        {
            var store = Store(maxIds: 1);
            await RememberAsync(store, $"first {number}", Retention);

            await RememberAsync(store, "second", Retention);

            (await ClaimAsync(store, $"first {number}")).Status.Should().Be(DeduplicationStatus.Claimed);
        }
    }

    [Fact]
    public async Task ClaimAsync_AfterManyWereReleasedOrForgotten_HasAllTheRoom()
    {
        var store = Store(maxIds: 10);
        for (var number = 0; number < 9; number++)
        {
            await RememberAsync(store, $"kept {number}", Retention);
        }

        for (var number = 0; number < 100; number++)
        {
            await ReleaseAsync(store, $"released {number}", (await ClaimAsync(store, $"released {number}")).Token);
            var key = new DeduplicationKey("", null, $"forgotten {number}");
            store.TakeForGood(key, Retention).Should().Be(DeduplicationStatus.Claimed);
            store.Forget(key);
        }

        await RememberAsync(store, "the tenth", Retention);
        for (var number = 0; number < 9; number++)
        {
            (await StatusAsync(store, $"kept {number}")).Should().Be(DeduplicationStatus.Completed);
        }

        _log.Entries.Should().BeEmpty();
    }

    private InMemoryDeduplicationStore Store(int maxIds = 1_000_000)
        => new(Options.Create(new InMemoryInboxOptions { MaxRememberedIds = maxIds }), _time, _log);

    private static async Task RememberAsync(InMemoryDeduplicationStore store, string id, TimeSpan retention)
        => (await CompleteAsync(store, id, (await ClaimAsync(store, id)).Token, retention)).Should().BeTrue();

    /// <summary>What the store knows of an id that it does know.</summary>
    private static async Task<DeduplicationStatus> StatusAsync(InMemoryDeduplicationStore store, string id) => (await ClaimAsync(store, id)).Status;

    private static Task<DeduplicationClaim> ClaimAsync(InMemoryDeduplicationStore store, string id)
        => store.ClaimAsync(new DeduplicationKey("", null, id), Lease, CancellationToken.None).AsTask();

    private static Task<bool> CompleteAsync(InMemoryDeduplicationStore store, string id, long token, TimeSpan? retention = null)
        => store.CompleteAsync(new DeduplicationKey("", null, id), token, retention ?? Retention, CancellationToken.None).AsTask();

    private static Task ReleaseAsync(InMemoryDeduplicationStore store, string id, long token)
        => store.ReleaseAsync(new DeduplicationKey("", null, id), token, CancellationToken.None).AsTask();
}
