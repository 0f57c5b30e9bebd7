using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.PropertyTests.Inbox;

internal sealed partial class InboxRun
{
    private async Task CompareStatisticsAsync()
        => (await _host.Admin.GetStatisticsAsync()).Should().Be(new InboxStatistics
        {
            Pending = _model.Pending.Count(),
            Claimed = _model.Events.Count(held => held.State == InboxEventState.Claimed),
            AwaitingRetry = _model.Events.Count(held => held.State == InboxEventState.AwaitingRetry),
            PendingBytes = _model.Pending.Sum(held => held.Delivery.Body.Length),
            Capacity = InboxBounds.MaxPendingEvents,
            DeadLetters = _model.Dead.Count,
            OldestAge = _model.Pending.Select(held => (TimeSpan?)(_model.Now - held.Delivery.ReceivedAt)).Max(),
        });

    private async Task FindAsync(InboxStep.Find find)
    {
        var delivery = Delivery(find.Key);
        var expected = _model.Find(delivery);

        var found = await _host.Admin.FindAsync(delivery.Receiver, delivery.Tenant, delivery.EventId);

        (found is null).Should().Be(expected is null);
        if (expected is not null)
        {
            InboxComparison.Expect(found!, expected);
        }
    }

    private async Task ListRetriesAsync(InboxStep.ListRetries list)
    {
        var listed = await _host.Admin.ListRetriesAsync(new RetryQuery { Receiver = Receiver(list.Receiver), Take = list.Take });

        var expected = _model.Events.Where(held => held.State == InboxEventState.AwaitingRetry && IsOf(list.Receiver, held))
            .OrderBy(held => held.Due).ThenBy(held => held.EntryId).Take(list.Take).ToList();
        listed.Should().HaveCount(expected.Count);
        for (var index = 0; index < expected.Count; index++)
        {
            InboxComparison.Expect(listed[index], expected[index]);
        }
    }

    private async Task ListDeadAsync(InboxStep.ListDead list)
    {
        var after = list.After == 0 || _model.Dead.Count == 0 ? 0 : _model.Dead[Math.Min(list.After, _model.Dead.Count) - 1].EntryId;

        var page = await _host.Admin.ListDeadLettersAsync(new DeadLetterQuery { Receiver = Receiver(list.Receiver), After = after, Take = list.Take });

        var expected = _model.Dead.Where(letter => letter.EntryId > after && IsOf(list.Receiver, letter)).ToList();
        page.Items.Should().HaveCount(Math.Min(list.Take, expected.Count));
        page.Next.Should().Be(expected.Count > list.Take ? expected[list.Take - 1].EntryId : null);
        for (var index = 0; index < page.Items.Count; index++)
        {
            InboxComparison.Expect(page.Items[index], expected[index]);
        }
    }

    private async Task ReplayAsync(InboxStep.Replay replay)
    {
        var letter = _model.Dead.ElementAtOrDefault(replay.Letter);

        var outcome = await _host.Admin.ReplayAsync(letter?.EntryId ?? 1_000_000);

        outcome.Should().Be(letter is null ? ReplayOutcome.NotFound : _model.HasRoomFor(letter.Delivery) ? ReplayOutcome.Replayed : ReplayOutcome.Full);
        if (outcome == ReplayOutcome.Replayed)
        {
            var held = await _host.Admin.FindAsync(letter!.Delivery.Receiver, letter.Delivery.Tenant, letter.Delivery.EventId);
            held.Should().NotBeNull("it was replayed");
            _model.Replay(letter, held!.EntryId);
            InboxComparison.Expect(held, _model.Events[^1]);
            (await _host.Admin.ReplayAsync(letter.EntryId)).Should().Be(ReplayOutcome.NotFound, "a replay runs once");
        }
    }

    private async Task PurgeAsync(InboxStep.Purge purge)
    {
        var letter = _model.Dead.ElementAtOrDefault(purge.Letter);
        var pending = _model.Pending.FirstOrDefault();

        (await _host.Admin.PurgeAsync(letter?.EntryId ?? pending?.EntryId ?? 1_000_000)).Should().Be(letter is not null, "only dead letters are purged");

        if (letter is not null)
        {
            _model.Events.Remove(letter);
        }
    }

    private async Task CleanAsync()
    {
        if (await _host.CleanAsync())
        {
            var diedBefore = _model.Now - TimeSpan.FromSeconds(InboxBounds.DeadLetterRetentionSeconds);
            _model.Events.RemoveAll(held => !held.IsPending && held.DiedAt <= diedBefore);
        }
    }

    private static string? Receiver(int number) => number switch
    {
        0 => null,
        1 => "",
        _ => "a",
    };

    private static bool IsOf(int receiver, ModelEvent held) => receiver == 0 || held.Delivery.Receiver == Receiver(receiver);
}
