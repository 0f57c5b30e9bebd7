namespace EightBit.Webhooks.Receiver.PropertyTests.Generating;

/// <summary>Runs of steps, each of which can be left out.</summary>
/// <remarks>
/// CsCheck shrinks by trying smaller cases at random, and one that fails seldom is not met again. So each step of a run that has failed is
/// left out, and stays out when the rest fails without it: the message has the fewest steps, and what they lead to.
/// </remarks>
internal static class Steps
{
    public static async Task TakeAsync<TStep>(TStep[] steps, Func<TStep[], Task> take)
    {
        if (await FailureOfAsync(steps, take) is not { } failure)
        {
            return;
        }

        int before;
        do
        {
            before = steps.Length;
            for (var index = steps.Length - 1; index >= 0; index--)
            {
                TStep[] fewer = [.. steps[..index], .. steps[(index + 1)..]];
                if (await FailureOfAsync(fewer, take) is { } other)
                {
                    (steps, failure) = (fewer, other);
                }
            }
        }
        while (steps.Length < before);

        throw new StepsException($"These steps are enough:\n{string.Join('\n', steps)}\n{failure.Message}", failure);
    }

    private static async Task<Exception?> FailureOfAsync<TStep>(TStep[] steps, Func<TStep[], Task> take)
    {
        try
        {
            await take(steps);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }
}
