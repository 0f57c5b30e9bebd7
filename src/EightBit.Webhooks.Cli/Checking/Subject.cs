using EightBit.Webhooks.Cli.Checking.Effects;
using EightBit.Webhooks.Cli.Checking.Sending;

namespace EightBit.Webhooks.Cli.Checking;

/// <summary>The receiver that is being checked, as one check sees it.</summary>
internal sealed record Subject
{
    public required CheckSettings Settings { get; init; }

    public required Signer Signer { get; init; }

    /// <summary>Makes events that no other check sends.</summary>
    public required DeliveryMaker Make { get; init; }

    public required Sender Sender { get; init; }

    public required RawSender Raw { get; init; }

    /// <summary>Null when the receiver does not tell.</summary>
    public required EffectsHook? Effects { get; init; }

    public required TimeProvider Time { get; init; }

    public Task<Answer> SendAsync(Delivery delivery, CancellationToken cancellationToken) => Sender.SendAsync(delivery, cancellationToken);

    /// <summary>Tries one after the other, and judges by the worst.</summary>
    public async Task<Verdict> TryEachAsync(
        Func<Answer, Verdict> judge, CancellationToken cancellationToken, params IReadOnlyList<Trial> trials)
    {
        var tried = new List<(Trial Trial, Answer Answer, Verdict Verdict)>();
        foreach (var trial in trials)
        {
            var answer = await trial.SendAsync(this, cancellationToken);
            tried.Add((trial, answer, judge(answer)));
        }

        var worst = tried.Max(each => each.Verdict.Outcome);
        return worst == Outcome.Pass
            ? Verdict.Pass($"All {tried.Count} were answered {string.Join(" or ", tried.Select(each => each.Answer.Status).Distinct())}.")
            : new Verdict(worst, string.Join(" ", tried.Where(each => each.Verdict.Outcome == worst).Select(each => $"{each.Trial.What}: {each.Verdict.Reason}")));
    }
}
