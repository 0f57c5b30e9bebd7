using System.Text;
using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Testing.Compliance.Inboxes.Accepting;

/// <summary>What was accepted comes back as it was.</summary>
internal static class DeliveryRules
{
    public static IEnumerable<InboxCheck> All =>
    [
        InboxCheck.Of(
            Every_field_of_a_delivery_comes_back,
            "Handlers, logs and traces get something else than the platform sent."),
        InboxCheck.Of(
            Fields_that_are_null_come_back_as_null,
            "An event without a conversation waits for others, or one without a tenant gets one."),
        InboxCheck.Of(
            Every_field_comes_back_on_every_claim_and_in_a_dead_letter,
            "A retry or a replay works with something else than the first attempt did."),
        InboxCheck.Of(
            Binary_bodies_come_back_byte_by_byte,
            "The bytes are not those that were signed; an event that cannot be read as text is damaged or lost."),
        InboxCheck.Of(
            Empty_bodies_come_back_empty,
            "An event with little or nothing in it is refused, or gets something that was not sent."),
        InboxCheck.Of(
            A_body_of_1_MiB_comes_back,
            "The largest events that the receiver takes are refused or cut off."),
    ];

    private static Task Every_field_of_a_delivery_comes_back(InboxRun run) => ExpectRoundTripAsync(run, Full(run));

    private static Task Fields_that_are_null_come_back_as_null(InboxRun run) => ExpectRoundTripAsync(run, run.Delivery("event-1"));

    private static async Task Every_field_comes_back_on_every_claim_and_in_a_dead_letter(InboxRun run)
    {
        var delivery = Full(run);
        await run.AcceptAsync(delivery);
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            var lease = await run.ClaimOnlyAsync();
            ExpectSame(run, lease.Delivery, delivery, $"attempt {attempt}");
            await run.RetryAsync(lease, run.Units(1));
            await run.AdvancePastAsync(run.Units(1));
        }

        await run.BuryAsync(await run.ClaimOnlyAsync());
        var letter = await run.OnlyLetterAsync();
        ExpectSame(run, letter.Delivery, delivery, "the dead letter");

        await run.ReplayAsync(letter.EntryId);
        ExpectSame(run, (await run.ClaimOnlyAsync()).Delivery, delivery, "the replay");
    }

    private static Task Binary_bodies_come_back_byte_by_byte(InboxRun run)
    {
        byte[] all = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        return ExpectBodiesAsync(
            run,
            all,
            [.. all.Reverse()],
            new byte[16],
            [0xFF, 0xFE, 0xC0, 0x80, 0xED, 0xA0, 0x80],
            [0xEF, 0xBB, 0xBF, (byte)'{', (byte)'}'],
            "line\r\nline\nline\r"u8.ToArray());
    }

    private static Task Empty_bodies_come_back_empty(InboxRun run)
        => ExpectBodiesAsync(
            run,
            [],
            "{}"u8.ToArray(),
            """{"id":"1","type":"a","data":{} }"""u8.ToArray(),
            """{"id":"1","type":"a","data":null}"""u8.ToArray());

    private static Task A_body_of_1_MiB_comes_back(InboxRun run)
    {
        var body = new byte[1024 * 1024];
        new Random(1).NextBytes(body);
        return ExpectBodiesAsync(run, body, Encoding.ASCII.GetBytes(new string('x', body.Length)));
    }

    private static async Task ExpectBodiesAsync(InboxRun run, params IReadOnlyList<byte[]> bodies)
    {
        foreach (var (number, body) in bodies.Index())
        {
            await ExpectRoundTripAsync(run, run.Delivery($"event-{number}") with { Body = body });
        }
    }

    private static async Task ExpectRoundTripAsync(InboxRun run, InboxDelivery delivery)
    {
        await run.AcceptAsync(delivery);
        var lease = await run.ClaimOnlyAsync();
        ExpectSame(run, lease.Delivery, delivery, "the event");
        await run.CompleteAsync(lease);
    }

    private static void ExpectSame(InboxRun run, InboxDelivery actual, InboxDelivery expected, string what)
    {
        var differences = DeliveryComparison.Differences(actual, expected);
        run.Expect(differences.Count == 0, $"{what} came back with another {string.Join("; another ", differences)}");
    }

    private static InboxDelivery Full(InboxRun run)
    {
        var now = run.Subject.Time.GetUtcNow();
        return new InboxDelivery
        {
            Receiver = "acme/\u00e9\U0001f600",
            Tenant = "tenant 1",
            EventId = "evt_{1}:'\"\\ \u6f22\u5b57",
            EventType = "order.placed.\u00e9",
            OrderingKey = "conversation:1",
            CreatedAt = new DateTimeOffset(2026, 2, 28, 23, 59, 59, 123, TimeSpan.FromHours(2)),
            SentAt = now.AddSeconds(-3),
            ReceivedAt = now,
            EventIdHeader = "evt_header ~!\"",
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            TraceState = "vendor=value,other=1",
            RememberFor = run.LongTime,
            Body = "{\"id\":1}"u8.ToArray(),
        };
    }
}
