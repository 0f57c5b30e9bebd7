using EightBit.Webhooks.Cli.Checking.Effects;
using EightBit.Webhooks.Cli.Checking.Sending;

namespace EightBit.Webhooks.Cli.Checking.Checks;

/// <summary>The answer has to be the truth.</summary>
internal static class EffectChecks
{
    private const string NotToBeSeen = "This cannot be seen from outside: let --effects-url say how often an event had an effect.";

    public static IReadOnlyList<Check> All =>
    [
        new()
        {
            Id = "accepted-has-effect",
            Title = "An event that is acknowledged is processed",
            Sends = "a valid delivery",
            Why = "What is acknowledged is never sent again.",
            Source = "8bit-ai webhook documentation: 2xx ends the delivery",
            RunAsync = async (subject, cancellationToken) =>
            {
                if (subject.Effects is null)
                {
                    return Verdict.NotVisible(NotToBeSeen);
                }

                var delivery = subject.Make.Valid();
                var answer = await subject.SendAsync(delivery, cancellationToken);
                return await subject.Effects.WhenThereAsync(delivery.EventId, cancellationToken) > 0
                    ? Verdict.Pass("It had its effect.")
                    : Verdict.Fail($"It {answer.Description}, and there was no effect within {subject.Settings.Patience.TotalSeconds:0.#} s.");
            },
        },
        new()
        {
            Id = "refused-has-no-effect",
            Title = "An event that is refused is not processed",
            Sends = "deliveries with a wrong signature, none, and a timestamp of yesterday",
            Why = "A receiver that processes first and verifies afterwards is open, whatever it answers.",
            Source = "8bit-ai webhook documentation: verify before processing",
            RunAsync = async (subject, cancellationToken) =>
            {
                if (subject.Effects is null)
                {
                    return Verdict.NotVisible(NotToBeSeen);
                }

                Delivery[] refused =
                [
                    subject.Make.Valid() with { Signature = SignatureChecks.Wrong },
                    subject.Make.Valid() with { Signature = null },
                    subject.Make.Valid() with { Timestamp = subject.Make.Timestamp(TimeSpan.FromDays(-1)) },
                ];
                var ids = new List<string>();
                foreach (var delivery in refused)
                {
                    // One that is accepted is a matter of the checks of signatures and timestamps.
                    if (!(await subject.SendAsync(delivery, cancellationToken)).IsSuccess)
                    {
                        ids.Add(delivery.EventId);
                    }
                }

                var counts = await EffectCount.AfterOneMoreAsync(subject, ids, cancellationToken);
                return counts.All(count => count == 0)
                    ? Verdict.Pass("None had an effect.")
                    : Verdict.Fail($"{counts.Count(count => count > 0)} that it refused had an effect.");
            },
        },
    ];
}
