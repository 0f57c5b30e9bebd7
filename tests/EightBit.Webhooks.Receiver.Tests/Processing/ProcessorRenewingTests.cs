using System.Collections.Concurrent;

namespace EightBit.Webhooks.Receiver.Tests.Processing;

public sealed class ProcessorRenewingTests
{
    [Fact]
    public async Task Renew_AllLostAndACallbackOfEachHandlerFails_StopsEachOfThemInTheSameBeat()
    {
        var inbox = new ScriptedInbox();
        var stopped = new ConcurrentQueue<string>();
        using var begun = new SemaphoreSlim(0);
        var renewals = 0;
        inbox.OnRenew = leases => Interlocked.Increment(ref renewals) == 1 ? leases : [];
        string[] ids = ["evt_1", "evt_2", "evt_3"];
        foreach (var id in ids)
        {
            inbox.Add(id);
        }

        await using var processor = new ProcessorUnderTest(inbox, async (webhookEvent, token) =>
        {
            await using var registration = token.Register(() =>
            {
                stopped.Enqueue(webhookEvent.Id);
                throw new InvalidOperationException("of the handler's own");
            });
            begun.Release();
            await Task.Delay(Timeout.Infinite, token);
        });
        await processor.StartAsync();

        foreach (var _ in ids)
        {
            await begun.WaitAsync(TimeSpan.FromSeconds(30));
        }

        await processor.PassUntilAsync(() => stopped.Count == ids.Length || Volatile.Read(ref renewals) > 1);

        stopped.Should().BeEquivalentTo(ids);
        await processor.StopAsync();
        processor.LogOf(212).Should().HaveCount(ids.Length);
    }
}
