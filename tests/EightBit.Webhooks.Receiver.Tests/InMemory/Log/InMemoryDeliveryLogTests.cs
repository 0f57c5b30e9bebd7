using EightBit.Webhooks.Receiver.DeliveryLog;
using EightBit.Webhooks.Receiver.InMemory;
using EightBit.Webhooks.Receiver.InMemory.Log;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Tests.InMemory.Log;

public sealed class InMemoryDeliveryLogTests
{
    private const int Capacity = 200;

    private static readonly DeliveryLogEntry Full = new()
    {
        At = new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero),
        Kind = DeliveryLogKind.Handling,
        Receiver = "partner",
        Tenant = "tenant-1",
        EventId = "evt_ä€😀",
        EventType = "message.received",
        ConversationId = "conv_1",
        Outcome = "failed",
        Duration = TimeSpan.FromMilliseconds(12.5),
        Attempt = 3,
        Handler = "Crm.Handler",
        Error = "TimeoutException: too late, and half a pair \ud83d",
    };

    private static readonly DeliveryLogEntry Sparse = new()
    {
        At = DateTimeOffset.UnixEpoch,
        Kind = DeliveryLogKind.Delivery,
        Receiver = "",
        Outcome = "signature_missing",
        Duration = TimeSpan.Zero,
    };

    private readonly InMemoryDeliveryLog _log = new(Options.Create(new InMemoryInboxOptions { MaxLogEntries = Capacity }));

    [Fact]
    public async Task Lines_come_back_as_they_were_recorded_newest_first()
    {
        _log.Record(Full);
        _log.Record(Sparse);

        var page = await _log.QueryAsync(new DeliveryLogQuery());

        page.Items.Should().Equal(Sparse with { Number = 2 }, Full with { Number = 1 });
        page.Next.Should().BeNull();
    }

    [Fact]
    public async Task The_last_lines_are_kept_however_long_those_were_that_they_replace()
    {
        for (var i = 1; i <= (2 * Capacity) + 7; i++)
        {
            _log.Record(Full with { EventId = $"evt_{i}", Error = i % 3 == 0 ? new string('x', i) : null });
        }

        var lines = await AllAsync(new DeliveryLogQuery { Take = 30 });

        lines.Select(line => line.EventId).Should().Equal(Enumerable.Range(Capacity + 8, Capacity).Reverse().Select(i => $"evt_{i}"));
        lines.Should().OnlyContain(line => line.Error == null || line.Error.Length == int.Parse(line.EventId!.Substring(4)));
    }

    [Fact]
    public async Task Deliveries_without_an_event_have_a_tenth_of_the_room_to_themselves()
    {
        _log.Record(Full);
        for (var i = 0; i < 10 * Capacity; i++)
        {
            _log.Record(Sparse);
        }

        var lines = await AllAsync(new DeliveryLogQuery());

        lines.Should().HaveCount((Capacity / 10) + 1).And.ContainSingle(line => line.EventId == Full.EventId);
        lines.Select(line => line.Number).Should().BeInDescendingOrder();
    }

    [Fact]
    public async Task Lines_that_come_while_one_pages_shift_nothing()
    {
        for (var i = 1; i <= 50; i++)
        {
            _log.Record(i % 5 == 0 ? Sparse : Full with { EventId = $"evt_{i}" });
        }

        var seen = new List<long>();
        long? before = null;
        do
        {
            var page = await _log.QueryAsync(new DeliveryLogQuery { Take = 7, Before = before });
            seen.AddRange(page.Items.Select(line => line.Number));
            before = page.Next;
            _log.Record(Full);
        }
        while (before is not null);

        seen.Should().Equal(Enumerable.Range(1, 50).Reverse().Select(i => (long)i));
    }

    [Fact]
    public async Task Reading_while_lines_are_written_over_never_shows_half_a_line()
    {
        _log.Record(Full with { ConversationId = "x", Error = "x" });
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(() =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                var text = new string((char)('a' + (i % 26)), i % 97);
                _log.Record(Full with { ConversationId = text, Error = text });
            }
        });

        for (var i = 0; i < 300; i++)
        {
            var page = await _log.QueryAsync(new DeliveryLogQuery { Take = 1000 });
            page.Items.Should().OnlyContain(line => line.ConversationId == line.Error);
            page.Items.Select(line => line.Number).Should().BeInDescendingOrder().And.OnlyHaveUniqueItems();
        }

        await stop.CancelAsync();
        await writing;
    }

    private async Task<List<DeliveryLogEntry>> AllAsync(DeliveryLogQuery query)
    {
        var lines = new List<DeliveryLogEntry>();
        DeliveryLogPage page;
        do
        {
            page = await _log.QueryAsync(query);
            lines.AddRange(page.Items);
            query = query with { Before = page.Next };
        }
        while (page.Next is not null);

        return lines;
    }
}
