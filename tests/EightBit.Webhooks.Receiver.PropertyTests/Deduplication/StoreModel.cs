using EightBit.Webhooks.Receiver.Deduplication;

namespace EightBit.Webhooks.Receiver.PropertyTests.Deduplication;

/// <summary>What <see cref="IDeduplicationStore"/> promises, in a dictionary.</summary>
internal sealed class StoreModel
{
    private readonly Dictionary<int, Known> _ids = [];
    private readonly HashSet<long> _tokens = [];

    public int Now { get; set; }

    public void Claim(int id, int lease, DeduplicationClaim claim)
    {
        var known = _ids.GetValueOrDefault(id);
        if (known is not null && known.Until > Now)
        {
            claim.Should().Be(new DeduplicationClaim(known.Completed ? DeduplicationStatus.Completed : DeduplicationStatus.InProgress, 0));
            return;
        }

        claim.Status.Should().Be(DeduplicationStatus.Claimed);
        claim.Token.Should().NotBe(0);
        _tokens.Add(claim.Token).Should().BeTrue("token {0} must not come a second time", claim.Token);
        _ids[id] = new Known(claim.Token, Completed: false, Now + lease);
    }

    /// <returns>False when nothing is promised: who has completed or released its claim has no business completing it again.</returns>
    public bool MayComplete(int id, long token) => !(_ids.GetValueOrDefault(id) is { Completed: true } known && known.Token == token) && _tokens.Contains(token);

    public void Complete(int id, long token, int retention, bool completed)
    {
        var known = _ids.GetValueOrDefault(id);
        if (known is null || known.Token == token)
        {
            completed.Should().BeTrue("nobody else has claimed the id");
        }
        else if (known.Until > Now)
        {
            completed.Should().BeFalse("somebody else has the id");
        }

        // Whether a store still knows of somebody else's whose time is over is its own affair.
        if (completed)
        {
            _ids[id] = new Known(token, Completed: true, Now + retention);
        }
    }

    public void Release(int id, long token)
    {
        if (_ids.GetValueOrDefault(id) is { Completed: false } known && known.Token == token)
        {
            _ids.Remove(id);
            _tokens.Remove(token);
        }
    }

    private sealed record Known(long Token, bool Completed, int Until);
}
