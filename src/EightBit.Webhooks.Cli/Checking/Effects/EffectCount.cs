namespace EightBit.Webhooks.Cli.Checking.Effects;

/// <summary>Counts effects at a moment when those of everything before should be there.</summary>
internal static class EffectCount
{
    public const string NotToBeSeen = "Whether it was processed once cannot be seen from outside: let --effects-url say how often an event had an effect.";

    /// <summary>
    /// Sends one more event of the same conversation, waits for its effect, and counts those of the others. A receiver that works its
    /// queue off out of order could still have one more effect later.
    /// </summary>
    /// <exception cref="EffectsException">The receiver does not tell, or the further event has none.</exception>
    public static async Task<IReadOnlyList<int>> AfterOneMoreAsync(
        Subject subject, IReadOnlyList<string> eventIds, CancellationToken cancellationToken)
    {
        var hook = subject.Effects!;
        var last = subject.Make.Valid();
        var answer = await subject.SendAsync(last, cancellationToken);
        if (!answer.IsSuccess || await hook.WhenThereAsync(last.EventId, cancellationToken) == 0)
        {
            throw new EffectsException(
                $"The event {last.EventId}, sent to mark the end, was {answer.Description} and had no effect within {subject.Settings.Patience.TotalSeconds:0.#} s.");
        }

        var counts = new List<int>();
        foreach (var id in eventIds)
        {
            counts.Add(await hook.CountAsync(id, cancellationToken));
        }

        return counts;
    }
}
