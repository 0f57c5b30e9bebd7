using EightBit.Webhooks.Receiver.DeliveryLog;
using EightBit.Webhooks.Receiver.InMemory;
using EightBit.Webhooks.Receiver.InMemory.Log;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.PropertyTests.InMemory.Log;

/// <summary>The in-memory delivery log beside two lists.</summary>
public sealed class InMemoryDeliveryLogProperties
{
    private static readonly Gen<string?> Wanted = Gen.Frequency<string?>((4, Gen.Const((string?)null)!), (1, Gen.OneOf<string?>("a", "b")));

    private static readonly Gen<DeliveryLogQuery> Queries = Gen.Select(
        Gen.Select(Wanted, Wanted, Wanted, Wanted, Wanted),
        Gen.Select(Gen.Int[0, 9].Nullable(0.7), Gen.Int[0, 9].Nullable(0.7), Gen.Long[1, 200].Nullable(0.7)),
        Gen.Bool.Nullable(0.7),
        Gen.Frequency((3, Gen.Int[1, 10]), (1, Gen.Int[1, 1_000]))).Select((texts, times, delivery, take) => new DeliveryLogQuery
        {
            EventId = texts.Item1,
            EventType = texts.Item2,
            ConversationId = texts.Item3,
            Receiver = texts.Item4,
            Outcome = texts.Item5,
            From = times.Item1 is { } from ? LogEntries.Moment(from) : null,
            To = times.Item2 is { } to ? LogEntries.Moment(to) : null,
            Before = times.Item3,
            Kind = delivery is null ? null : delivery.Value ? DeliveryLogKind.Delivery : DeliveryLogKind.Handling,
            Take = take,
        });

    [Fact]
    public async Task QueryAsync_AnyLinesAndQuestions_AgreesWithAList()
        => await Gen.Select(LogEntries.Few.Array[0, 150], Queries.Array[1, 5], Gen.Int[1, 120]).HoldsAsync(1_500, async asked =>
        {
            var (lines, queries, capacity) = asked;
            var log = Log(capacity);
            var kept = Record(log, lines, capacity);
            foreach (var query in queries)
            {
                var expected = kept.Where(line => IsMeant(line, query)).ToList();

                var page = await log.QueryAsync(query);

                page.Items.Should().Equal(expected.Take(query.Take));
                page.Next.Should().Be(expected.Count > query.Take ? page.Items[^1].Number : null);
            }
        });

    [Fact]
    public async Task QueryAsync_PageByPageWhileLinesCome_GivesEachLineThatStaysOnce()
        => await Gen.Select(LogEntries.Few.Array[0, 60], LogEntries.Few.Array[0, 10], Gen.Int[1, 40], Gen.Int[1, 7]).HoldsAsync(1_500, async asked =>
        {
            var (lines, later, capacity, take) = asked;
            var log = Log(capacity);
            List<DeliveryLogEntry> read = [];
            var before = Record(log, lines, capacity);
            var arriving = new Queue<DeliveryLogEntry>(later);
            for (long? next = long.MaxValue; next is not null;)
            {
                var page = await log.QueryAsync(new DeliveryLogQuery { Before = next, Take = take });
                read.AddRange(page.Items);
                next = page.Next;
                if (arriving.TryDequeue(out var line))
                {
                    log.Record(line);
                }
            }

            var stayed = await log.QueryAsync(new DeliveryLogQuery { Take = DeliveryLogQuery.MaxTake });
            read.Select(line => line.Number).Should().BeInDescendingOrder().And.OnlyHaveUniqueItems();
            read.Except(before).Should().BeEmpty("nothing is read that was not there, or has come later");
            before.Intersect(stayed.Items).Except(read).Should().BeEmpty("what stays is read");
        });

    private static InMemoryDeliveryLog Log(int capacity) => new(Options.Create(new InMemoryInboxOptions { MaxLogEntries = capacity }));

    /// <returns>What must be kept, newest first: lines without an event's id apart, a tenth as many.</returns>
    private static List<DeliveryLogEntry> Record(InMemoryDeliveryLog log, DeliveryLogEntry[] lines, int capacity)
    {
        Array.ForEach(lines, log.Record);
        var numbered = lines.Select((line, index) => line with { Number = index + 1 }).ToList();
        return
        [
            .. numbered.Where(line => line.EventId is not null).TakeLast(capacity)
                .Concat(numbered.Where(line => line.EventId is null).TakeLast(Math.Max(1, capacity / 10)))
                .OrderByDescending(line => line.Number),
        ];
    }

    private static bool IsMeant(DeliveryLogEntry line, DeliveryLogQuery query)
    {
        bool[] conditions =
        [
            query.Before is null || line.Number < query.Before,
            query.EventId is null || query.EventId == line.EventId,
            query.EventType is null || query.EventType == line.EventType,
            query.ConversationId is null || query.ConversationId == line.ConversationId,
            query.Receiver is null || query.Receiver == line.Receiver,
            query.Outcome is null || query.Outcome == line.Outcome,
            query.Kind is null || query.Kind == line.Kind,
            query.From is null || query.From <= line.At,
            query.To is null || query.To > line.At,
        ];
        return !conditions.Contains(false);
    }
}
