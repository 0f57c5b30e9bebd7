using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Testing.Compliance.Inboxes.Accepting;

namespace EightBit.Webhooks.Receiver.Testing.Compliance.Inboxes;

internal sealed partial class InboxRun
{
    public ValueTask<InboxEvent?> FindAsync(string id) => Admin.FindAsync("", null, id);

    public async Task<InboxEvent> FindKnownAsync(InboxDelivery delivery)
        => await Admin.FindAsync(delivery.Receiver, delivery.Tenant, delivery.EventId) ?? throw Broken($"the event '{delivery.EventId}', which is held, is not found");

    public async Task ExpectStateAsync(string id, InboxEventState state)
    {
        var found = await FindAsync(id);
        Expect(found is not null, $"an event that is {state} is not found");
        Expect(found!.State == state, $"an event that is {state} is said to be {found.State}");
        Expect(
            found.NextAttemptAt is null == (state != InboxEventState.AwaitingRetry), $"the next attempt of an event that is {state} is said to be due at '{found.NextAttemptAt:O}'");
        Expect(found.DeadReason is null == (state != InboxEventState.Dead), $"an event that is {state} is said to be dead because of '{found.DeadReason}'");
    }

    public async Task ExpectRetriesAsync(RetryQuery query, IEnumerable<string> ids, bool ordered = true)
    {
        var listed = (await Admin.ListRetriesAsync(query)).Select(waiting => waiting.Delivery.EventId);
        listed = ordered ? listed : listed.Order(StringComparer.Ordinal);
        Expect(
            listed.SequenceEqual(ids),
            $"the retries of receiver '{query.Receiver ?? "any"}', {query.Take} at most, are [{string.Join(", ", listed)}] instead of [{string.Join(", ", ids)}]");
    }

    public void ExpectDelivery(InboxEvent held, InboxDelivery delivery)
    {
        var differences = DeliveryComparison.Differences(held.Delivery, delivery);
        Expect(differences.Count == 0, $"the event has another {string.Join("; another ", differences)}");
    }

    public void ExpectProgress(InboxEvent held, string[] completed, string[] rejected)
        => Expect(
            held.Progress.Completed.SequenceEqual(completed) && held.Progress.Rejected.SequenceEqual(rejected),
            $"the completed handlers are [{string.Join(", ", held.Progress.Completed)}] instead of [{string.Join(", ", completed)}], and the rejected ones "
            + $"[{string.Join(", ", held.Progress.Rejected)}] instead of [{string.Join(", ", rejected)}]");

    public void ExpectErrors(InboxEvent held, params string[] errors)
        => Expect(
            held.History.Select(failure => (failure.Attempt, failure.Error)).SequenceEqual(errors.Select((error, index) => (index + 1, error))),
            $"the history is [{string.Join(", ", held.History.Select(failure => $"{failure.Attempt}: {failure.Error}"))}] instead of [{string.Join(", ", errors)}]");
}
