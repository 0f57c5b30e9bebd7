namespace EightBit.Webhooks.Receiver.Dashboard.About;

/// <summary>The outcomes that lines of the delivery log can have; those of deliveries are the codes of the answers.</summary>
internal static class SearchableOutcomes
{
    public static readonly IReadOnlyList<string> All =
    [
        "accepted", "duplicate", "handled_inline", "failed_inline", "in_progress", "aborted",
        "signature_missing", "signature_malformed", "signature_mismatch",
        "timestamp_missing", "timestamp_malformed", "timestamp_stale", "timestamp_in_future", "event_expired",
        "malformed_payload", "event_type_mismatch", "payload_unreadable",
        "body_too_large", "body_timeout", "body_unreadable", "body_already_read", "endpoint_not_verified",
        "method_not_allowed", "https_required",
        "inbox_full", "inbox_unavailable", "secrets_unavailable", "configuration_invalid",
        "succeeded", "failed", "rejected", "unreadable", "interrupted",
    ];
}
