using EightBit.Webhooks.Cli.Checking.Effects;
using EightBit.Webhooks.Cli.Checking.Sending;

namespace EightBit.Webhooks.Cli.Checking.Checks;

/// <summary>An event is processed once, however often and with whatever headers it comes.</summary>
internal static class DuplicateChecks
{
    private const int Concurrent = 16;

    private const string Idempotent = "8bit-ai webhook documentation: be idempotent on the event id";

    public static IReadOnlyList<Check> All =>
    [
        new()
        {
            Id = "replay-same-headers",
            Title = "An event that comes again is answered 2xx and not processed again",
            Sends = "the same delivery twice, byte by byte, as the platform does when the first answer was lost",
            Why = "Refused, it is sent again for hours; processed again, the customer is charged twice.",
            Source = Idempotent,
            RunAsync = (subject, cancellationToken) => ReplayedAsync(subject, delivery => delivery, cancellationToken),
        },
        new()
        {
            Id = "replay-fresh-headers",
            Title = "An event that comes again with new headers is not processed again either",
            Sends = "the same body and signature twice, the second time with a new timestamp and a new event-id header",
            Why = "Neither header is signed, so whoever has captured a delivery can make up both. Only the id in the signed body stops a replay.",
            Source = $"{Idempotent}; CWE-294 (authentication bypass by capture-replay); CWE-348 (use of less trusted source)",
            RunAsync = (subject, cancellationToken) => ReplayedAsync(
                subject,
                delivery => delivery with { Timestamp = subject.Make.Timestamp(), EventIdHeader = DeliveryMaker.NewHeaderId() },
                cancellationToken),
        },
        new()
        {
            Id = "same-header-other-event",
            Title = "Two events with the same event-id header are both processed",
            Sends = "two different, validly signed bodies with one event-id header",
            Why = "Who can choose the header could make a receiver throw away events that are still to come.",
            Source = "8bit-ai webhook documentation: the signature covers the body alone; CWE-348 (use of less trusted source)",
            RunAsync = SameHeaderAsync,
        },
        new()
        {
            Id = "concurrent-duplicates",
            Title = "Of simultaneous deliveries of an event one is processed, and none fails",
            Sends = $"{Concurrent} times the same delivery at once",
            Why = "A retry may overtake the attempt before. Looking the id up and storing it afterwards is a race; a unique key that answers 500 is sent again.",
            Source = $"{Idempotent}; CWE-362 (race condition)",
            RunAsync = ConcurrentAsync,
        },
    ];

    private static async Task<Verdict> ReplayedAsync(Subject subject, Func<Delivery, Delivery> again, CancellationToken cancellationToken)
    {
        var delivery = subject.Make.Valid() with { Timestamp = subject.Make.Timestamp(TimeSpan.FromSeconds(-5)) };
        var first = await subject.SendAsync(delivery, cancellationToken);
        var second = await subject.SendAsync(again(delivery), cancellationToken);
        if (!first.IsSuccess || !second.IsSuccess)
        {
            return Verdict.Fail($"The first {first.Description}, the second {second.Description}; 2xx would tell the platform to stop.");
        }

        if (subject.Effects is not null)
        {
            return OneEffect((await EffectCount.AfterOneMoreAsync(subject, [delivery.EventId], cancellationToken))[0]);
        }

        return second.SaysDuplicate && !first.SaysDuplicate
            ? Verdict.Pass($"It {second.Description}, and says itself that it has the event already.")
            : Verdict.NotVisible($"It {second.Description}. {EffectCount.NotToBeSeen}");
    }

    private static async Task<Verdict> SameHeaderAsync(Subject subject, CancellationToken cancellationToken)
    {
        var one = subject.Make.Valid();
        var other = subject.Make.Valid() with { EventIdHeader = one.EventIdHeader };
        var first = await subject.SendAsync(one, cancellationToken);
        var second = await subject.SendAsync(other, cancellationToken);
        if (!first.IsSuccess || !second.IsSuccess)
        {
            return Verdict.Fail($"The first {first.Description}, the second {second.Description}.");
        }

        if (second.SaysDuplicate && !first.SaysDuplicate)
        {
            return Verdict.Fail("It takes the second for a duplicate of the first, by its own word: the event is lost.");
        }

        if (subject.Effects is null)
        {
            // Where it says 'duplicate' of duplicates, not having said so of this one means something.
            var again = await subject.SendAsync(other with { EventIdHeader = DeliveryMaker.NewHeaderId() }, cancellationToken);
            return again is { IsSuccess: true, SaysDuplicate: true } && !second.SaysDuplicate
                ? Verdict.Pass("It took both for new, by its own word.")
                : Verdict.NotVisible($"Both were answered 2xx. {EffectCount.NotToBeSeen}");
        }

        var counts = await EffectCount.AfterOneMoreAsync(subject, [one.EventId, other.EventId], cancellationToken);
        return counts is [1, 1]
            ? Verdict.Pass("Both had an effect.")
            : Verdict.Fail($"The first had {Times(counts[0])}, the second {Times(counts[1])}.");
    }

    private static async Task<Verdict> ConcurrentAsync(Subject subject, CancellationToken cancellationToken)
    {
        var delivery = subject.Make.Valid();
        var answers = await Task.WhenAll(Enumerable.Range(0, Concurrent).Select(_ => subject.SendAsync(delivery, cancellationToken)));
        var bad = answers.Where(answer => !answer.IsSuccess && !IsInProgress(answer)).ToList();
        var accepted = answers.Count(answer => answer.IsSuccess);
        if (bad.Count > 0 || accepted == 0)
        {
            var descriptions = string.Join(", ", bad.Select(answer => answer.Description).Distinct());
            return Verdict.Fail(bad.Count > 0
                ? $"{bad.Count} of {Concurrent}: it {descriptions}. 2xx was right, or 409 with Retry-After while the first is in progress."
                : "It answered 409 to all, so that nobody has the event.");
        }

        if (subject.Effects is not null)
        {
            return OneEffect((await EffectCount.AfterOneMoreAsync(subject, [delivery.EventId], cancellationToken))[0]);
        }

        var first = answers.Count(answer => answer is { IsSuccess: true, SaysDuplicate: false });
        return first switch
        {
            1 => Verdict.Pass($"It took one of {Concurrent} for new, by its own word: the others were answered as duplicates, or 409 with Retry-After."),
            > 0 when first < accepted => Verdict.Advice($"Going by its answers it took {first} of {Concurrent} for new. {EffectCount.NotToBeSeen}"),
            _ => Verdict.NotVisible($"{accepted} of {Concurrent} were answered 2xx, the others 409 with Retry-After. {EffectCount.NotToBeSeen}"),
        };
    }

    private static bool IsInProgress(Answer answer) => answer.Status == 409 && answer.HasHeader("Retry-After");

    private static Verdict OneEffect(int count) => count == 1
        ? Verdict.Pass("It had one effect, by the effects URL.")
        : Verdict.Fail($"It had {Times(count)}, by the effects URL.");

    private static string Times(int count) => count == 1 ? "1 effect" : $"{count} effects";
}
