using EightBit.Webhooks.Cli.Output;

namespace EightBit.Webhooks.Cli.Checking.Sending;

/// <summary>What the receiver answered, or why there is no answer.</summary>
internal sealed record Answer
{
    private const int LongestFailure = 300;

    private Answer()
    {
    }

    /// <summary>0 when there was no answer.</summary>
    public int Status { get; private init; }

    /// <summary>A line for each.</summary>
    public string Headers { get; private init; } = "";

    public string Body { get; private init; } = "";

    /// <summary>Why there is no answer, in a line that can be printed: an exception's message may quote what came instead of one.</summary>
    public string? Failure { get; private init; }

    /// <summary>What kind of failure that was, where it is known.</summary>
    public HttpRequestError FailureKind { get; private init; }

    /// <summary>From the first byte sent to the last one of the answer.</summary>
    public TimeSpan Elapsed { get; private init; }

    public bool IsSuccess => Status is >= 200 and < 300;

    public bool IsClientError => Status is >= 400 and < 500;

    /// <summary>Whether the receiver lets out that it has seen the event before.</summary>
    public bool SaysDuplicate
        => Body.Contains("duplicate", StringComparison.OrdinalIgnoreCase) || Body.Contains("already", StringComparison.OrdinalIgnoreCase);

    /// <summary>To follow a subject: "answered 401", "gave no answer (…)".</summary>
    public string Description => Failure is null ? $"answered {Status}" : $"gave no answer ({Failure})";

    public bool HasHeader(string name)
        => Headers.Split('\n').Any(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase));

    public static Answer Of(int status, string headers, string body, TimeSpan elapsed)
        => new() { Status = status, Headers = headers, Body = body, Elapsed = elapsed };

    public static Answer None(string failure, TimeSpan elapsed, HttpRequestError kind = HttpRequestError.Unknown)
        => new() { Failure = PlainText.OneLine(failure, LongestFailure), FailureKind = kind, Elapsed = elapsed };
}
