using Soak.Running;
using Soak.Sampling;
using Soak.Sending;

namespace Soak.Judging;

/// <summary>
/// Whether the run was good: every series flat, each event ended once and as it was meant to, every answer as it must be, no error that was not
/// planned, an orderly end.
/// </summary>
internal sealed record Verdict(IReadOnlyList<SeriesVerdict> Series, IReadOnlyList<string> Complaints)
{
    public bool IsGood => Complaints.Count == 0;

    /// <param name="samples">Of the run.</param>
    /// <param name="timeUntilIdsExpire">A run of less than three times that shows nothing of what holds ids.</param>
    /// <param name="ledger">The events.</param>
    /// <param name="answers">The deliveries'.</param>
    /// <param name="printed">By the application.</param>
    /// <param name="exitCode">The application's.</param>
    public static Verdict Of(IReadOnlyList<Sample> samples, TimeSpan timeUntilIdsExpire, Ledger ledger, Answers answers, PrintedLines printed, int exitCode)
    {
        var idsExpire = samples.Count > 0 && samples[^1].At / 3 >= timeUntilIdsExpire;
        var series = SeriesRule.Of(idsExpire).Select(rule => SeriesVerdict.Of(rule, samples)).OfType<SeriesVerdict>().ToList();
        List<string> complaints = [.. series.Where(each => !each.IsGood).Select(each => $"{each.Rule.Name}: grows")];
        Complain(complaints, ledger.Made - ledger.Acknowledged, "events were never acknowledged");
        Complain(complaints, ledger.Open, "acknowledged events were lost");
        Complain(complaints, ledger.HandledAgain, "events were handled more than once");
        Complain(complaints, ledger.WronglyDead, "events died that were meant to be handled");
        Complain(complaints, ledger.WronglyHandled, "events were handled that were meant to die");
        Complain(complaints, answers.Wrong, "answers were not what they must be");
        Complain(complaints, printed.Unexpected, "lines were printed that no planned fault causes");
        if (ledger.Handled == 0)
        {
            complaints.Add("nothing was handled: a run without traffic proves nothing");
        }

        if (exitCode != 0)
        {
            complaints.Add($"asked to stop, the application ended with {exitCode}");
        }

        return new Verdict(series, complaints);
    }

    private static void Complain(List<string> complaints, int count, string what)
    {
        if (count > 0)
        {
            complaints.Add($"{count} {what}");
        }
    }
}
