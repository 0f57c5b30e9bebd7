namespace EightBit.Webhooks.Receiver.Dashboard.About;

/// <summary>What the page has to know first.</summary>
internal sealed record AboutAnswer
{
    public required string Version { get; init; }

    public required IReadOnlyList<ReceiverName> Receivers { get; init; }

    public required InboxKind Inbox { get; init; }

    public required LogKind Log { get; init; }

    /// <summary>Plain sentences: what this inbox and this log cannot tell.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    public required IReadOnlyList<string> RedactedPaths { get; init; }

    /// <summary>What can be searched for.</summary>
    public required IReadOnlyList<string> Outcomes { get; init; }

    public required AntiforgeryPass Antiforgery { get; init; }

    public required string? User { get; init; }
}
