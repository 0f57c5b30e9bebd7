using EightBit.Webhooks.Receiver.DeliveryLog;
using EightBit.Webhooks.Receiver.Sqlite.DeliveryLog;
using EightBit.Webhooks.Receiver.Sqlite.Schema;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace EightBit.Webhooks.Receiver.Sqlite.Tests.DeliveryLog;

public sealed class SqliteDeliveryLogTests : IDisposable
{
    private readonly TemporaryInbox _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Every_field_comes_back_after_a_restart()
    {
        var lines = new[]
        {
            Line("evt-1") with
            {
                Kind = DeliveryLogKind.Handling, Receiver = "acme", Tenant = "t", Outcome = "failed", Attempt = 3, Handler = "H", Error = "e",
                Duration = TimeSpan.FromMilliseconds(12.3456), ConversationId = "conversation",
            },
            Line(null) with { Outcome = "signature_mismatch", EventType = null },
        };
        await using (var inbox = _temporary.Open())
        {
            var log = Log(inbox);
            Array.ForEach(lines, log.Record);
            await log.FlushAsync();
        }

        await using var reopened = _temporary.Open();
        var page = await Log(reopened).QueryAsync(new DeliveryLogQuery());

        page.Items.Should().Equal(lines[1] with { Number = 2 }, lines[0] with { Number = 1 });
    }

    [Fact]
    public async Task Lines_are_found_by_each_condition_and_by_all_together()
    {
        await using var inbox = _temporary.Open();
        var log = Log(inbox);
        var wanted = Line("evt-1") with { Kind = DeliveryLogKind.Handling, Receiver = "acme", Outcome = "failed" };
        log.Record(wanted with { EventId = "evt-2" });
        log.Record(wanted with { Kind = DeliveryLogKind.Delivery });
        log.Record(wanted with { Receiver = "" });
        log.Record(wanted with { Outcome = "succeeded" });
        log.Record(wanted with { At = wanted.At.AddHours(-1) });
        log.Record(wanted with { At = wanted.At.AddHours(1) });
        log.Record(wanted);
        await log.FlushAsync();

        var query = new DeliveryLogQuery
        {
            EventId = "evt-1",
            Kind = DeliveryLogKind.Handling,
            Receiver = "acme",
            Outcome = "failed",
            From = wanted.At,
            To = wanted.At.AddTicks(1),
        };

        (await log.QueryAsync(query)).Items.Should().ContainSingle().Which.Number.Should().Be(7);
        (await log.QueryAsync(query with { EventId = "evt-2" })).Items.Should().ContainSingle().Which.Number.Should().Be(1);
        (await log.QueryAsync(query with { Kind = DeliveryLogKind.Delivery })).Items.Should().ContainSingle().Which.Number.Should().Be(2);
        (await log.QueryAsync(query with { Receiver = "" })).Items.Should().ContainSingle().Which.Number.Should().Be(3);
        (await log.QueryAsync(query with { Outcome = "succeeded" })).Items.Should().ContainSingle().Which.Number.Should().Be(4);
        (await log.QueryAsync(query with { From = null })).Items.Select(line => line.Number).Should().Equal(7, 5);
        (await log.QueryAsync(query with { To = null })).Items.Select(line => line.Number).Should().Equal(7, 6);
    }

    [Fact]
    public async Task Pages_hold_still_while_lines_are_added()
    {
        await using var inbox = _temporary.Open();
        var log = Log(inbox);
        for (var i = 0; i < 25; i++)
        {
            log.Record(Line($"evt-{i}"));
        }

        await log.FlushAsync();
        var numbers = new List<long>();
        long? before = null;
        do
        {
            var page = await log.QueryAsync(new DeliveryLogQuery { Take = 10, Before = before });
            numbers.AddRange(page.Items.Select(line => line.Number));
            before = page.Next;
            log.Record(Line("later"));
            await log.FlushAsync();
        }
        while (before is not null);

        numbers.Should().Equal(Enumerable.Range(1, 25).Reverse().Select(number => (long)number));
    }

    [Fact]
    public async Task Lines_beyond_the_retention_are_deleted()
    {
        await using var inbox = _temporary.Open(options => options.DeliveryLogRetention = TimeSpan.FromDays(7));
        var log = Log(inbox);
        for (var i = 0; i < 1_100; i++)
        {
            log.Record(Line($"old-{i}"));
        }

        await log.FlushAsync();
        _temporary.Time.Advance(TimeSpan.FromDays(7));
        log.Record(Line("new"));
        await log.FlushAsync();

        await inbox.ForgetExpiredAsync(default);

        (await log.QueryAsync(new DeliveryLogQuery())).Items.Should().ContainSingle().Which.EventId.Should().Be("new");
    }

    [Fact]
    public async Task Of_unverified_deliveries_sixty_a_minute_are_recorded_and_the_others_counted()
    {
        await using var inbox = _temporary.Open();
        var logged = new RecordedLog<SqliteDeliveryLog>();
        var log = new SqliteDeliveryLog(inbox, _temporary.Time, logged);

        Flood();
        _temporary.Time.Advance(TimeSpan.FromSeconds(59));
        Flood();
        log.Record(Line("evt-1"));
        log.ReportLeftOut();
        log.ReportLeftOut();
        logged.Messages.Should().ContainSingle().Which.Should().StartWith("140 deliveries without a verified event are left out");

        _temporary.Time.Advance(TimeSpan.FromSeconds(1));
        Flood();
        log.ReportLeftOut();
        logged.Messages.Should().HaveCount(2).And.Subject.Last().Should().StartWith("40 deliveries");

        await log.FlushAsync();
        var lines = (await log.QueryAsync(new DeliveryLogQuery { Take = 1_000 })).Items;
        lines.Count(line => line.EventId is null).Should().Be(120);
        lines.Should().ContainSingle(line => line.EventId == "evt-1");

        void Flood()
        {
            for (var i = 0; i < 100; i++)
            {
                log.Record(Line(null) with { Outcome = "signature_mismatch" });
            }
        }
    }

    [Fact]
    public async Task A_log_that_cannot_be_written_does_no_harm()
    {
        var inbox = _temporary.Open();
        var log = Log(inbox);
        await inbox.DisposeAsync();

        log.Record(Line("evt-1"));

        await log.Invoking(l => l.FlushAsync()).Should().NotThrowAsync();
    }

    [Fact]
    public async Task A_file_from_before_there_was_a_delivery_log_gets_one_and_keeps_its_events()
    {
        using (var connection = new SqliteConnection($"Data Source={_temporary.File};Pooling=False"))
        {
            connection.Open();
            InboxSchema.Migrate(connection, _temporary.File, to: 1);
        }

        _temporary.Sql("INSERT INTO inbox (state, receiver, event_id, event_type, sent_at, received_at, remember_for) VALUES (1, '', 'evt-1', 'a.b', 0, 0, 0)");
        _temporary.Sql("INSERT INTO body (seq, bytes) VALUES (1, x'7b7d')");

        await using var inbox = _temporary.Open();
        var log = Log(inbox);
        log.Record(Line("evt-1"));
        await log.FlushAsync();

        (await log.QueryAsync(new DeliveryLogQuery())).Items.Should().ContainSingle();
        (await inbox.ClaimAsync(1, TimeSpan.FromMinutes(1), default)).Leases.Should().ContainSingle().Which.Delivery.EventId.Should().Be("evt-1");
        _temporary.Sql("PRAGMA user_version").Should().Be(InboxSchema.Version);
    }

    [Fact]
    public async Task A_file_from_before_lines_named_conversations_keeps_its_lines_and_their_numbers()
    {
        using (var connection = new SqliteConnection($"Data Source={_temporary.File};Pooling=False"))
        {
            connection.Open();
            InboxSchema.Migrate(connection, _temporary.File, to: 4);
        }

        const string Insert = "INSERT INTO delivery_log (number, at, kind, receiver, tenant, event_id, event_type, outcome, duration, attempt, handler, error) VALUES ";
        var at = _temporary.Time.GetUtcNow();
        _temporary.Sql($"{Insert} (7, {at.UtcTicks}, 1, 'acme', 't', 'evt-1', 'message.received', 'failed', 20, 2, 'H', 'e')");
        _temporary.Sql($"{Insert} (8, {at.UtcTicks + 1}, 0, '', NULL, NULL, NULL, 'signature_mismatch', 10, NULL, NULL, 'forged')");
        _temporary.Sql($"{Insert} (9, {at.UtcTicks + 2}, 0, '', NULL, 'evt-2', 'message.received', 'accepted', 10, NULL, NULL, NULL)");
        _temporary.Sql("DELETE FROM delivery_log WHERE number = 9");

        await using var inbox = _temporary.Open();
        var log = Log(inbox);
        log.Record(Line("evt-3"));
        await log.FlushAsync();

        (await log.QueryAsync(new DeliveryLogQuery())).Items.Should().Equal(
            Line("evt-3") with { Number = 10 },
            new DeliveryLogEntry
            {
                Number = 8,
                At = at.AddTicks(1),
                Kind = DeliveryLogKind.Delivery,
                Receiver = "",
                Outcome = "signature_mismatch",
                Duration = TimeSpan.FromTicks(10),
                Error = "forged",
            },
            new DeliveryLogEntry
            {
                Number = 7,
                At = at,
                Kind = DeliveryLogKind.Handling,
                Receiver = "acme",
                Tenant = "t",
                EventId = "evt-1",
                EventType = "message.received",
                Outcome = "failed",
                Duration = TimeSpan.FromTicks(20),
                Attempt = 2,
                Handler = "H",
                Error = "e",
            });
        (await log.QueryAsync(new DeliveryLogQuery { Receiver = "acme", From = at, To = at.AddTicks(1) })).Items.Should().ContainSingle();
    }

    private SqliteDeliveryLog Log(SqliteInbox inbox) => new(inbox, _temporary.Time, NullLogger<SqliteDeliveryLog>.Instance);

    private DeliveryLogEntry Line(string? eventId) => new()
    {
        At = _temporary.Time.GetUtcNow(),
        Kind = DeliveryLogKind.Delivery,
        Receiver = "",
        EventId = eventId,
        EventType = "message.received",
        Outcome = "accepted",
        Duration = TimeSpan.FromMilliseconds(1),
    };
}
