using EightBit.Webhooks.Cli.Checking.Sending;

namespace EightBit.Webhooks.Cli.Checking.Checks;

/// <summary>What was not sent just now has to be refused.</summary>
internal static class TimestampChecks
{
    private const string StandardWebhooks = "Standard Webhooks: verify the timestamp, with a tolerance; CWE-294 (authentication bypass by capture-replay)";

    private static readonly string[] NoTimes = ["", "yesterday", "NaN", "-1", "99999999999999999999"];

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);

    public static IReadOnlyList<Check> All =>
    [
        new()
        {
            Id = "timestamp-day-old",
            Title = "A timestamp of yesterday is refused",
            Sends = "a valid delivery with a timestamp of 24 hours ago, which is long after the platform's last retry",
            Why = "A captured delivery could be sent again at any time. A fresh one proves little, for it is not signed: see replay-fresh-headers.",
            Source = StandardWebhooks,
            RunAsync = async (subject, cancellationToken) => Judge.MustRefuse(await SendAsync(subject, make => make.Timestamp(-Day), cancellationToken)),
        },
        new()
        {
            Id = "timestamp-10-minutes-old",
            Title = "A timestamp of ten minutes ago is refused",
            Sends = "a valid delivery with a timestamp of 10 minutes ago",
            Why = "Five minutes are the usual tolerance. More is a choice: the documentation does not say whether a retry carries a new timestamp.",
            Source = StandardWebhooks,
            RunAsync = async (subject, cancellationToken) => Judge.ShouldRefuse(
                await SendAsync(subject, make => make.Timestamp(-TenMinutes), cancellationToken),
                "Five minutes are usual; more may be meant, for retries whose timestamp is that of the first attempt."),
        },
        new()
        {
            Id = "timestamp-future",
            Title = "A timestamp of tomorrow is refused",
            Sends = "a valid delivery with a timestamp in 24 hours",
            Why = "It would stay fresh for a day and five minutes.",
            Source = StandardWebhooks,
            RunAsync = async (subject, cancellationToken) => Judge.MustRefuse(await SendAsync(subject, make => make.Timestamp(Day), cancellationToken)),
        },
        new()
        {
            Id = "timestamp-missing",
            Title = "A delivery without a timestamp is refused",
            Sends = "a valid delivery without the header X-8bit-Timestamp",
            Why = "What is not there cannot be fresh: leaving the header out would get around the check.",
            Source = $"8bit-ai webhook documentation: the header is always sent; {StandardWebhooks}",
            RunAsync = async (subject, cancellationToken) => Judge.MustRefuse(await SendAsync(subject, _ => null, cancellationToken)),
        },
        new()
        {
            Id = "timestamp-malformed",
            Title = "A timestamp that is no number is refused",
            Sends = "valid deliveries whose timestamp is empty, a word, NaN, negative or beyond any calendar",
            Why = "In several languages a comparison with something that is no number is false, and 'too old?' is then answered no.",
            Source = StandardWebhooks,
            RunAsync = (subject, cancellationToken) => subject.TryEachAsync(
                Judge.MustRefuse,
                cancellationToken,
                [.. NoTimes.Select(text => new Trial($"'{text}'", subject.Make.Valid() with { Timestamp = text }))]),
        },
        new()
        {
            Id = "timestamp-milliseconds",
            Title = "A timestamp in milliseconds is accepted",
            Sends = "a valid delivery with the time of now in milliseconds",
            Why = "The platform's documentation says 'Unix timestamp', and not in which unit.",
            Source = "8bit-ai webhook documentation: X-8bit-Timestamp is a Unix timestamp",
            RunAsync = async (subject, cancellationToken) => Judge.ShouldAccept(
                await SendAsync(subject, make => make.TimestampInMilliseconds(), cancellationToken),
                "If the platform turns out to send milliseconds, every delivery would be refused: 13 digits are milliseconds."),
        },
    ];

    private static Task<Answer> SendAsync(Subject subject, Func<DeliveryMaker, string?> timestamp, CancellationToken cancellationToken)
        => subject.SendAsync(subject.Make.Valid() with { Timestamp = timestamp(subject.Make) }, cancellationToken);
}
