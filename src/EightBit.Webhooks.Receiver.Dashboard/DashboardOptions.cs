using EightBit.Webhooks.Receiver.Redaction;

namespace EightBit.Webhooks.Receiver.Dashboard;

/// <summary>What the dashboard shows. Section <c>EightBit:Webhooks:Dashboard</c>.</summary>
public sealed class DashboardOptions
{
    internal const string Section = "EightBit:Webhooks:Dashboard";

    /// <summary>
    /// What is hidden in payloads, in the errors of their events and in the delivery log, as JSON paths: the values that they
    /// select, whole objects and arrays too, are shown as <c>[redacted]</c>. Configuration adds to the defaults; only code can take
    /// them away (<c>options.RedactedPaths.Clear()</c>).
    /// </summary>
    /// <remarks>
    /// The defaults hide e-mail addresses, phone numbers and the content of messages wherever they are, and the fields that may name people of
    /// the account by their address (<c>updated_by</c>, <c>assigned_to</c>, …). Of RFC 9535 these forms are known: <c>$</c>, <c>.name</c>,
    /// <c>['name']</c>, <c>..name</c>, <c>..['name']</c>, <c>.*</c>, <c>[*]</c> and <c>[0]</c>; any other is refused at start-up. A name matches
    /// in any case, with or without <c>_</c> and <c>-</c>: <c>$..phone_number</c> is <c>phoneNumber</c> too. At most 100 paths.
    /// </remarks>
    public IList<string> RedactedPaths { get; } = [.. WebhookRedaction.DefaultPaths];

    /// <summary>
    /// Whether payloads are shown at all. Default true: after redaction. False hides in errors as well whatever they repeat of one.
    /// </summary>
    public bool ShowPayloads { get; set; } = true;

    /// <summary>How much of a payload is shown, in bytes of formatted text, from 1 KiB to 4 MiB. Default 256 KiB.</summary>
    public int MaxPayloadBytes { get; set; } = 256 * 1024;
}
