using System.Globalization;
using EightBit.Webhooks.Cli.CommandLine;

namespace EightBit.Webhooks.Cli.DeadLetters;

/// <summary>Changes dead letters, and says what became of each.</summary>
internal static class LetterChange
{
    public static async Task<int> RunAsync(
        Surroundings surroundings,
        string done,
        IReadOnlyList<long> entryIds,
        int atATime,
        Func<IReadOnlyList<long>, Task<IEnumerable<(bool IsDone, string What)>>> change,
        CancellationToken cancellationToken)
    {
        var count = 0;
        try
        {
            foreach (var some in entryIds.Chunk(atATime))
            {
                cancellationToken.ThrowIfCancellationRequested();
                foreach (var (entryId, (isDone, what)) in some.Zip(await change(some)))
                {
                    count += isDone ? 1 : 0;
                    surroundings.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{entryId}  {what}"));
                }
            }
        }
        finally
        {
            surroundings.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done} {count} of {entryIds.Count}."));
        }

        return count == entryIds.Count ? ExitCode.Success : ExitCode.Failure;
    }
}
