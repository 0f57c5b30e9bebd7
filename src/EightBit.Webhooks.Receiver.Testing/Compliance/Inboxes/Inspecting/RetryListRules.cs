using System.Globalization;
using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Testing.Compliance.Inboxes.Inspecting;

/// <summary>What an operator is told of the events that wait for a retry.</summary>
internal static class RetryListRules
{
    public static IEnumerable<InboxCheck> All =>
    [
        InboxCheck.Of(
            Retries_are_listed_soonest_first,
            "An operator who asks what is tried next is told something else.",
            InboxCapabilities.Inspection),
        InboxCheck.Of(
            A_listed_retry_tells_what_has_happened_and_when_it_goes_on,
            "An operator cannot see why an event waits, or until when.",
            InboxCapabilities.Inspection),
        InboxCheck.Of(
            Retries_are_listed_by_receiver,
            "An operator does not see all of a receiver's retries, or sees another receiver's.",
            InboxCapabilities.Inspection),
        InboxCheck.Of(
            A_list_of_retries_has_1_to_1000_events,
            "One request for the list of retries reads everything there is into memory.",
            InboxCapabilities.Inspection),
        InboxCheck.Of(
            An_event_leaves_the_list_of_retries_with_its_next_attempt,
            "An operator waits for the retry of an event that runs, is done or is dead.",
            InboxCapabilities.Inspection),
    ];

    private static async Task Retries_are_listed_soonest_first(InboxRun run)
    {
        await run.ExpectRetriesAsync(new RetryQuery(), []);

        int[] delays = [5, 1, 4, 2, 3];
        await run.AcceptAsync(delays.Select(delay => $"due-{delay}"));
        await run.AcceptAsync(run.Delivery("behind", "a"), run.Delivery("further-behind", "a"));
        foreach (var lease in await run.ClaimAllAsync())
        {
            if (lease.Delivery.OrderingKey is null)
            {
                await run.RetryAsync(lease, run.LongTime * int.Parse(lease.Delivery.EventId[4..], CultureInfo.InvariantCulture));
            }
        }

        string[] expected = ["due-1", "due-2", "due-3", "due-4", "due-5"];
        await run.ExpectRetriesAsync(new RetryQuery(), expected);
        for (var take = 1; take <= expected.Length; take++)
        {
            await run.ExpectRetriesAsync(new RetryQuery { Take = take }, expected.Take(take));
        }
    }

    private static async Task A_listed_retry_tells_what_has_happened_and_when_it_goes_on(InboxRun run)
    {
        var delivery = run.Delivery("event-1", "a") with { Receiver = "acme", Tenant = "t", Body = new byte[] { 0, 255, 10 } };
        await run.AcceptAsync(delivery);
        await run.RetryAsync(await run.ClaimOnlyAsync(), TimeSpan.Zero, "the first error");
        var lease = await run.ClaimOnlyAsync();
        await run.SettleAsync(lease, new Settlement.Retry(run.LongTime, new HandlerProgress(["crm"], ["mail"]), "the second error"));
        var due = run.Subject.Time.GetUtcNow() + run.LongTime;

        var retries = await run.Admin.ListRetriesAsync(new RetryQuery());
        run.Expect(retries.Count == 1, $"one event waits for its retry, but {retries.Count} are listed");
        var listed = retries[0];
        run.Expect(listed.EntryId == lease.EntryId, $"entry {lease.EntryId} is listed as {listed.EntryId}");
        run.Expect(
            listed is { State: InboxEventState.AwaitingRetry, Attempts: 2, DeadReason: null },
            $"after two attempts it is listed as {listed.State} with {listed.Attempts} attempts and the reason '{listed.DeadReason}'");
        run.ExpectDelivery(listed, delivery);
        run.ExpectProgress(listed, ["crm"], ["mail"]);
        run.ExpectErrors(listed, "the first error", "the second error");

        // Roughly: a server's clock may differ from ours.
        run.Expect(
            listed.NextAttemptAt is { } next && (next - due).Duration() < TimeSpan.FromMinutes(5),
            $"the next attempt is said to be due at '{listed.NextAttemptAt:O}', but is at {due:O}");
    }

    private static async Task Retries_are_listed_by_receiver(InboxRun run)
    {
        string[] receivers = ["", "acme", "Acme"];
        await run.AcceptAsync(Enumerable.Range(0, 12).Select(number => run.Delivery($"event-{number}") with { Receiver = receivers[number % 3] }));
        foreach (var lease in await run.ClaimAllAsync())
        {
            await run.RetryAsync(lease, run.LongTime + run.Units(100 * int.Parse(lease.Delivery.EventId[6..], CultureInfo.InvariantCulture)));
        }

        for (var receiver = 0; receiver < receivers.Length; receiver++)
        {
            var expected = Enumerable.Range(0, 4).Select(number => $"event-{receiver + (3 * number)}").ToList();
            var query = new RetryQuery { Receiver = receivers[receiver] };
            await run.ExpectRetriesAsync(query, expected);
            await run.ExpectRetriesAsync(query with { Take = 4 }, expected);
            await run.ExpectRetriesAsync(query with { Take = 3 }, expected.Take(3));
        }

        await run.ExpectRetriesAsync(new RetryQuery { Receiver = "nobody" }, []);
    }

    private static async Task A_list_of_retries_has_1_to_1000_events(InboxRun run)
    {
        foreach (var take in (int[])[int.MinValue, -1, 0, RetryQuery.MaxTake + 1, int.MaxValue])
        {
            try
            {
                await run.Admin.ListRetriesAsync(new RetryQuery { Take = take });
            }
            catch (ArgumentOutOfRangeException)
            {
                continue;
            }

            throw run.Broken($"listing with Take = {take} did not throw an ArgumentOutOfRangeException");
        }

        await run.Admin.ListRetriesAsync(new RetryQuery { Take = RetryQuery.MaxTake });
    }

    private static async Task An_event_leaves_the_list_of_retries_with_its_next_attempt(InboxRun run)
    {
        await run.AcceptAsync("completed", "dead", "abandoned", "expired");
        foreach (var lease in await run.ClaimAllAsync())
        {
            await run.RetryAsync(lease, TimeSpan.Zero);
        }

        await run.ExpectRetriesAsync(new RetryQuery(), ["abandoned", "completed", "dead", "expired"], ordered: false);
        var leases = (await run.ClaimAllAsync(run.LongTime)).ToDictionary(lease => lease.Delivery.EventId);
        await run.ExpectRetriesAsync(new RetryQuery(), []);

        await run.CompleteAsync(leases["completed"]);
        await run.BuryAsync(leases["dead"]);
        await run.AbandonAsync(leases["abandoned"]);
        await run.RetryAsync(leases["expired"], TimeSpan.Zero);
        await run.ExpectRetriesAsync(new RetryQuery(), ["expired"]);

        await run.ClaimExactlyAsync(["abandoned", "expired"], "after a retry and an abandoned attempt", run.ShortTime);
        await run.AdvancePastAsync(run.ShortTime);
        await run.ExpectRetriesAsync(new RetryQuery(), []);
        await run.ReplayAsync((await run.OnlyLetterAsync()).EntryId);
        await run.ExpectRetriesAsync(new RetryQuery(), []);
    }
}
