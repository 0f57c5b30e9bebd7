namespace EightBit.Webhooks.Cli.Sending;

/// <summary>What came of one attempt.</summary>
internal readonly record struct DeliveryAnswer
{
    public required AttemptResult Result { get; init; }

    /// <summary>How long it took until the answer was there, or until it was given up.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The HTTP status; 0 where there was no answer.</summary>
    public int Status { get; init; }

    /// <summary>The beginning of the answer's body.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Why there was no connection, or no answer over it, in a line that can be printed.</summary>
    public string? Problem { get; init; }

    /// <summary>What this package's receivers say beside the status, such as <c>duplicate</c>; null from others.</summary>
    public string? Code => AnswerCode.Read(Body.Span);
}
