using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Tests.InMemory;

public sealed class InMemoryInboxHistoryTests
{
    /// <summary>100,000 events of 200 bytes that failed ten times each held 422 MB, where 64 MiB were allowed.</summary>
    [Fact]
    public async Task SettleAsync_ManyEventsThatFailAgainAndAgain_KeepNoMoreTextThanAQuarterOfTheBytes()
    {
        const int Events = 200;
        const int MaxBytes = 400_000;
        var test = new InboxUnderTest(options => options.MaxPendingBytes = MaxBytes);
        for (var number = 0; number < Events; number++)
        {
            await test.AcceptAsync($"evt_{number}", bytes: 200);
        }

        for (var attempt = 1; attempt <= 10; attempt++)
        {
            foreach (var lease in await test.ClaimAsync())
            {
                await test.RetryAsync(lease, TimeSpan.FromSeconds(1), $"attempt {attempt} of {lease.Delivery.EventId}: " + new string('x', 1_970));
            }

            test.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var kept = await test.Inbox.ListRetriesAsync(new RetryQuery { Take = RetryQuery.MaxTake });
        kept.Should().HaveCount(Events);
        var texts = kept.SelectMany(held => held.History).Select(failure => failure.Error).Distinct(ReferenceEqualityComparer.Instance).Cast<string>();
        texts.Sum(text => 2L * text.Length).Should().BeLessThan((MaxBytes / 4) + (Events * 2 * 150), "what no longer fits is shortened");
        kept.Should().OnlyContain(held => held.History.Count >= 10, "of every attempt is kept that and when it failed");
        kept.SelectMany(held => held.History).Should().Contain(failure => failure.Error.Contains("MaxPendingBytes"), "the reason is said");
        kept.Select(held => held.History[^1].Error).Should().OnlyContain(error => error.StartsWith("attempt 10 of"), "the latest is kept, shortened");
    }

    [Fact]
    public async Task SettleAsync_EventThatFailsForTheSameReasonAgain_KeepsTheTextOnce()
    {
        var test = new InboxUnderTest();
        await test.AcceptAsync("evt_1");
        for (var attempt = 1; attempt <= 20; attempt++)
        {
            await test.RetryAsync(await test.ClaimOneAsync(), TimeSpan.Zero, new string('x', 1_000));
        }

        var history = (await test.Inbox.FindAsync("", null, "evt_1"))!.History;

        history.Select(failure => failure.Attempt).Should().Equal(Enumerable.Range(1, 20));
        history.Should().OnlyContain(failure => failure.Error == new string('x', 1_000));
        history.Distinct<object>().Should().HaveCount(20);
        history.Select(failure => (object)failure.Error).Distinct(ReferenceEqualityComparer.Instance).Should().ContainSingle();
    }

    [Theory]
    [InlineData("completed")]
    [InlineData("dead")]
    public async Task SettleAsync_RoomForErrorsOfSettledEvents_IsGivenBackEntirely(string end)
    {
        var test = new InboxUnderTest(options => options.MaxPendingBytes = 400_000);
        for (var round = 0; round < 20; round++)
        {
            await test.AcceptAsync($"evt_{round}", bytes: 1);
            for (var attempt = 1; attempt <= 30; attempt++)
            {
                // 20 of these, 80,000 bytes, fit into the quarter once.
                await test.RetryAsync(await test.ClaimOneAsync(), TimeSpan.Zero, $"{attempt:00}" + new string('x', 1_998));
            }

            (await test.Inbox.FindAsync("", null, $"evt_{round}"))!.History.Select(failure => failure.Error.Length).Should().OnlyContain(length => length == 2_000);
            var lease = await test.ClaimOneAsync();
            await (end == "dead" ? test.BuryAsync(lease) : test.CompleteAsync(lease));
        }
    }
}
