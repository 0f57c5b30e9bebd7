using System.Collections.Concurrent;
using System.Globalization;
using EightBit.Webhooks.Cli.Checking.Sending;

namespace EightBit.Webhooks.Cli.Checking.Checks;

/// <summary>An answer that comes too late is a failed delivery.</summary>
internal static class SpeedChecks
{
    private const int Deliveries = 5;
    private const int Senders = 20;
    private const double Ample = 0.5;

    private const string Documentation = "8bit-ai webhook documentation: answer within 5 seconds, and process asynchronously";

    public static IReadOnlyList<Check> All =>
    [
        new()
        {
            Id = "answer-in-time",
            Title = "The answer comes in time",
            Sends = $"{Deliveries} valid deliveries, one after the other",
            Why = "What is not answered in time is sent again, although it was taken.",
            Source = Documentation,
            RunAsync = async (subject, cancellationToken) =>
            {
                var answers = new List<Answer>();
                for (var sent = 0; sent < Deliveries; sent++)
                {
                    answers.Add(await subject.SendAsync(subject.Make.Valid(), cancellationToken));
                }

                return InTime(subject, answers);
            },
        },
        new()
        {
            Id = "answer-before-processing",
            Title = "The answer does not wait for the processing",
            Sends = "an event of the type --slow-event-type, and an ordinary one",
            Why = "A receiver that processes first is as slow as its slowest handler, and fails with the first system behind it.",
            Source = Documentation,
            RunAsync = BeforeProcessingAsync,
        },
        new()
        {
            Id = "answer-under-load",
            Title = "Under load all are accepted in time",
            Sends = $"{CheckSettings.DefaultLoad} valid deliveries (--load) from {Senders} senders at once",
            Why = "Events come in bursts. What is turned away then comes again, on top of the next burst.",
            Source = Documentation,
            RunAsync = UnderLoadAsync,
        },
    ];

    private static async Task<Verdict> UnderLoadAsync(Subject subject, CancellationToken cancellationToken)
    {
        var answers = new ConcurrentQueue<Answer>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, subject.Settings.Load),
            new ParallelOptions { MaxDegreeOfParallelism = Senders, CancellationToken = cancellationToken },
            async (_, token) => answers.Enqueue(await subject.SendAsync(subject.Make.Valid(), token)));
        return InTime(subject, answers);
    }

    private static async Task<Verdict> BeforeProcessingAsync(Subject subject, CancellationToken cancellationToken)
    {
        if (subject.Settings.SlowEventType is not { } slowType)
        {
            return Verdict.NotVisible("This cannot be seen from outside: name a type of event that takes long to process with --slow-event-type.");
        }

        var usual = await subject.SendAsync(subject.Make.Valid(), cancellationToken);
        var slow = await subject.SendAsync(subject.Make.Valid(slowType), cancellationToken);
        var limit = subject.Settings.Timeout;
        var times = $"{slowType}: {slow.Description} after {Milliseconds(slow.Elapsed)}, an ordinary event after {Milliseconds(usual.Elapsed)}.";
        return slow switch
        {
            { IsSuccess: false } => Verdict.Fail(times),
            _ when slow.Elapsed > limit => Verdict.Fail(times),
            _ when slow.Elapsed > usual.Elapsed + (0.1 * limit) => Verdict.Advice($"{times} It seems to wait for the processing."),
            _ => Verdict.Pass(times),
        };
    }

    private static Verdict InTime(Subject subject, IReadOnlyCollection<Answer> answers)
    {
        var limit = subject.Settings.Timeout;
        var times = answers.Select(answer => answer.Elapsed).Order().ToList();
        var bad = answers.Where(answer => !answer.IsSuccess).Select(answer => answer.Description).ToList();
        var late = times.Count(time => time > limit);
        var (median, almostAll, slowest) = (Milliseconds(At(times, 0.5)), Milliseconds(At(times, 0.99)), Milliseconds(times[^1]));
        var figures = $"Of {times.Count} the median took {median}, 99 % up to {almostAll}, the slowest {slowest}.";
        if (bad.Count > 0)
        {
            return Verdict.Fail($"{bad.Count} were not accepted ({string.Join(", ", bad.Distinct())}). {figures}");
        }

        if (late > 0)
        {
            return Verdict.Fail($"{late} came after {Milliseconds(limit)}. {figures}");
        }

        return times[^1] > Ample * limit ? Verdict.Advice($"{figures} That leaves little room.") : Verdict.Pass(figures);
    }

    private static TimeSpan At(List<TimeSpan> ordered, double share) => ordered[Math.Max(0, (int)Math.Ceiling(share * ordered.Count) - 1)];

    private static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms");
}
