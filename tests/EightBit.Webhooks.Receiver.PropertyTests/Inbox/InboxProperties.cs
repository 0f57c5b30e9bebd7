using EightBit.Webhooks.Receiver.PropertyTests.Generating;

namespace EightBit.Webhooks.Receiver.PropertyTests.Inbox;

public sealed class InboxProperties
{
    [Fact]
    public async Task InMemoryInbox_AnySteps_KeepsItsPromises() => await HoldsAsync(1_500, () => new InMemoryInboxHost());

    [Fact]
    public async Task SqliteInbox_AnySteps_KeepsItsPromises() => await HoldsAsync(70, () => new SqliteInboxHost());

    private static Task HoldsAsync(int cases, Func<InboxHost> create)
        => InboxSteps.UpTo(80).HoldsAsync(
            cases, steps => Steps.TakeAsync(steps, fewer => InboxRun.TakeAsync(create(), fewer)), steps => $"{steps.Length} steps");
}
