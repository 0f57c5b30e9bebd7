using EightBit.Webhooks.Receiver.DeliveryLog;
using EightBit.Webhooks.Receiver.Sqlite.DeliveryLog;
using Microsoft.Extensions.Logging.Abstractions;

namespace EightBit.Webhooks.Receiver.Sqlite.Tests.DeliveryLog;

/// <summary>Whatever is asked for, the log finds what a look at every line would find.</summary>
public sealed class LogSearchTests : IDisposable
{
    private const int Lines = 6_000;

    private static readonly string?[] Types = [null, "message.received", "message.sent", "order.placed"];
    private static readonly string[] Outcomes = ["accepted", "succeeded", "failed", "duplicate"];
    private static readonly string[] Receivers = ["", "acme", "Acme"];

    private readonly TemporaryInbox _temporary = new();
    private readonly Random _random = new(8);

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Any_combination_of_conditions_finds_what_a_look_at_every_line_finds_though_the_clock_was_set_meanwhile()
    {
        await using var inbox = _temporary.Open();
        var log = new SqliteDeliveryLog(inbox, _temporary.Time, NullLogger<SqliteDeliveryLog>.Instance);
        var lines = await FillAsync(log);

        for (var number = 0; number < 400; number++)
        {
            var query = Query(lines);
            var expected = lines.Where(line => Fits(query, line)).OrderByDescending(line => line.Number).ToList();

            var page = await log.QueryAsync(query);
            page.Items.Should().Equal(expected.Take(query.Take), "of {0}", query);
            page.Next.Should().Be(expected.Count > query.Take ? expected[query.Take - 1].Number : null, "of {0}", query);
        }
    }

    [Fact]
    public async Task What_lines_had_in_common_is_forgotten_with_the_last_of_them()
    {
        await using var inbox = _temporary.Open(options => options.DeliveryLogRetention = TimeSpan.FromDays(7));
        var log = new SqliteDeliveryLog(inbox, _temporary.Time, NullLogger<SqliteDeliveryLog>.Instance);
        await FillAsync(log);
        _temporary.Time.Advance(TimeSpan.FromDays(30));
        var kept = Line("evt-new") with { Receiver = "new" };
        log.Record(kept);
        await log.FlushAsync();

        await inbox.ForgetExpiredAsync(default);

        (await log.QueryAsync(new DeliveryLogQuery { Receiver = "new", From = kept.At })).Items.Should().Equal(kept with { Number = Lines + 1 });
        (await log.QueryAsync(new DeliveryLogQuery())).Items.Should().ContainSingle();
        _temporary.Sql("SELECT count(*) FROM delivery_log_facet").Should().Be(1);
        _temporary.Sql("SELECT count(*) FROM delivery_log_block").Should().Be(1);
    }

    private async Task<List<DeliveryLogEntry>> FillAsync(SqliteDeliveryLog log)
    {
        var lines = new List<DeliveryLogEntry>();
        var now = _temporary.Time.GetUtcNow();
        for (var number = 1; number <= Lines; number++)
        {
            // Forward as time goes, a little to and fro, and twice the clock is set.
            now += TimeSpan.FromSeconds(_random.Next(-5, 20)) + (number is 2_500 ? TimeSpan.FromDays(2) : number is 4_200 ? -TimeSpan.FromDays(2) : TimeSpan.Zero);
            var line = Line($"evt-{number / 3}") with
            {
                Number = number,
                At = now,
                Kind = (DeliveryLogKind)_random.Next(2),
                Receiver = One(Receivers),
                EventType = One(Types),
                ConversationId = number % 7 == 0 ? null : number % 2 == 0 ? "large" : $"conversation-{number / 100}",
                Outcome = number == 17 ? "rare" : One(Outcomes),
            };
            lines.Add(line);
            log.Record(line);
            if (_random.Next(50) == 0)
            {
                await log.FlushAsync();
            }
        }

        await log.FlushAsync();
        return lines;
    }

    private DeliveryLogQuery Query(List<DeliveryLogEntry> lines)
    {
        var (some, other) = (One(lines), One(lines));
        return new DeliveryLogQuery
        {
            EventId = Maybe(5) ? some.EventId : null,
            ConversationId = Maybe(3) ? (Maybe(3) ? other : some).ConversationId : null,
            Kind = Maybe(3) ? some.Kind : null,
            Receiver = Maybe(3) ? (Maybe(9) ? "nobody" : some.Receiver) : null,
            EventType = Maybe(3) ? some.EventType : null,
            Outcome = Maybe(3) ? (Maybe(5) ? "rare" : some.Outcome) : null,
            From = Maybe(3) ? some.At.AddHours(-_random.Next(0, 3)) : null,
            To = Maybe(3) ? some.At.AddHours(_random.Next(-1, 3)).AddTicks(1) : null,
            Before = Maybe(3) ? One(lines).Number : null,
            Take = Maybe(5) ? DeliveryLogQuery.MaxTake : _random.Next(1, 120),
        };
    }

    private static bool Fits(DeliveryLogQuery query, DeliveryLogEntry line)
        => (query.EventId ?? line.EventId) == line.EventId
            && (query.ConversationId ?? line.ConversationId) == line.ConversationId
            && (query.Kind ?? line.Kind) == line.Kind
            && (query.Receiver ?? line.Receiver) == line.Receiver
            && (query.EventType ?? line.EventType) == line.EventType
            && (query.Outcome ?? line.Outcome) == line.Outcome
            && line.At >= (query.From ?? line.At)
            && (query.To is null || line.At < query.To)
            && (query.Before is null || line.Number < query.Before);

    private bool Maybe(int oneIn) => _random.Next(oneIn) == 0;

    private T One<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    private DeliveryLogEntry Line(string eventId) => new()
    {
        At = _temporary.Time.GetUtcNow(),
        Kind = DeliveryLogKind.Delivery,
        Receiver = "",
        EventId = eventId,
        Outcome = "accepted",
        Duration = TimeSpan.FromMilliseconds(1),
    };
}
