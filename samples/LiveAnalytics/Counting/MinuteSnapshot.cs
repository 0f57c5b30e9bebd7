namespace LiveAnalytics.Counting;

/// <param name="At">When the minute began.</param>
/// <param name="Received">Messages of users.</param>
/// <param name="Sent">Answers of agents.</param>
/// <param name="Failed">Answers that failed.</param>
/// <param name="Started">Conversations that began.</param>
/// <param name="Ended">Conversations that ended.</param>
/// <param name="ResponseMedian">Half of the answers took at most this long, in milliseconds; null without answers.</param>
/// <param name="ResponseP95">95 % of the answers took at most this long.</param>
internal sealed record MinuteSnapshot(
    DateTimeOffset At, int Received, int Sent, int Failed, int Started, int Ended, double? ResponseMedian, double? ResponseP95)
{
    public static MinuteSnapshot Of(Minute minute) => new(
        DateTimeOffset.FromUnixTimeSeconds(minute.Number * 60),
        minute.Received,
        minute.Sent,
        minute.Failed,
        minute.Started,
        minute.Ended,
        minute.ResponseTimes.Quantile(0.5),
        minute.ResponseTimes.Quantile(0.95));
}
