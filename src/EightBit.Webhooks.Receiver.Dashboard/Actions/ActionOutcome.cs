using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Dashboard.Actions;

/// <summary>What may become of a dead letter.</summary>
internal static class ActionOutcome
{
    public const string Failed = "failed";

    public static string Of(ReplayOutcome outcome) => outcome switch
    {
        ReplayOutcome.Replayed => "replayed",
        ReplayOutcome.NotFound => NotFound,
        ReplayOutcome.Full => "full",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "An outcome that has no name."),
    };

    public static string OfPurge(bool purged) => purged ? "purged" : NotFound;

    private const string NotFound = "not_found";
}
