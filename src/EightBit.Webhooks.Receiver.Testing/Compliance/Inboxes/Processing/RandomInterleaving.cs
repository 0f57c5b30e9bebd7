using System.Globalization;
using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Testing.Compliance.Inboxes.Processing;

/// <summary>
/// Accepts, claims and settles in an order that only the seed decides, beside a model that knows what each claim may get.
/// </summary>
internal sealed class RandomInterleaving
{
    private const int Steps = 150;
    private const int Conversations = 5;

    private readonly InboxRun _run;
    private readonly int _seed;
    private readonly Random _random;
    private readonly List<string>[] _waiting = [.. Enumerable.Range(0, Conversations).Select(_ => new List<string>())];
    private readonly Dictionary<string, int> _attempts = [];
    private readonly List<InboxLease> _held = [];
    private int _accepted;

    public RandomInterleaving(InboxRun run, int seed)
    {
        _run = run;
        _seed = seed;
        _random = new Random(seed);
    }

    public async Task RunAsync()
    {
        for (var step = 0; step < Steps; step++)
        {
            await (_random.Next(5) switch
            {
                0 or 1 => AcceptAsync(),
                2 => ClaimAsync(),
                _ => SettleOneAsync(mayComeBack: true),
            });
        }

        await DrainAsync();
    }

    private async Task AcceptAsync()
    {
        var conversation = _random.Next(Conversations);
        var id = $"{_seed}-{++_accepted}";
        await _run.AcceptAsync(_run.Delivery(id, $"{conversation}"));
        _waiting[conversation].Add(id);
        _attempts.Add(id, 0);
    }

    private async Task ClaimAsync()
    {
        foreach (var lease in await _run.ClaimAsync(_random.Next(1, 4)))
        {
            var id = lease.Delivery.EventId;
            Expect(_waiting[ConversationOf(lease)].FirstOrDefault() == id, $"'{id}' was claimed, which is not the oldest of its conversation");
            Expect(_held.All(held => ConversationOf(held) != ConversationOf(lease)), $"'{id}' was claimed beside one of its conversation");

            var attempt = ++_attempts[id];
            Expect(lease.Attempt == attempt, $"'{id}' says attempt {lease.Attempt} instead of {attempt}");
            _held.Add(lease);
        }
    }

    private async Task SettleOneAsync(bool mayComeBack)
    {
        if (_held.Count == 0)
        {
            return;
        }

        var lease = _held[_random.Next(_held.Count)];
        _held.Remove(lease);
        switch (_random.Next(mayComeBack ? 0 : 3, 6))
        {
            case 0 or 1:
                await _run.RetryAsync(lease, TimeSpan.Zero);
                break;

            case 2:
                await _run.AbandonAsync(lease);
                _attempts[lease.Delivery.EventId]--;
                break;

            case 3:
                await _run.BuryAsync(lease);
                _waiting[ConversationOf(lease)].Remove(lease.Delivery.EventId);
                break;

            default:
                await _run.CompleteAsync(lease);
                _waiting[ConversationOf(lease)].Remove(lease.Delivery.EventId);
                break;
        }
    }

    private async Task DrainAsync()
    {
        // Every round ends at least one event: the oldest of some conversation.
        for (var round = 0; round <= _accepted && _waiting.Any(events => events.Count > 0); round++)
        {
            await ClaimAsync();
            while (_held.Count > 0)
            {
                await SettleOneAsync(mayComeBack: false);
            }
        }

        var left = string.Join(", ", _waiting.SelectMany(events => events));
        Expect(left.Length == 0, $"events were left that could not be claimed: {left}");
    }

    private static int ConversationOf(InboxLease lease) => int.Parse(lease.Delivery.OrderingKey!, CultureInfo.InvariantCulture);

    private void Expect(bool condition, string seenOtherwise) => _run.Expect(condition, $"{seenOtherwise} (seed {_seed})");
}
