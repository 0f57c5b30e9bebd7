namespace EightBit.Webhooks.Receiver.Dashboard.Access;

/// <summary>Whether a request may see the dashboard, and if not, why.</summary>
internal sealed record AccessVerdict(bool IsAllowed, string Reason)
{
    public static readonly AccessVerdict Allowed = new(true, "");

    public static AccessVerdict Refused(string reason) => new(false, reason);
}
