using EightBit.Webhooks.Receiver.Secrets;

namespace EightBit.Webhooks.Cli.Checking;

/// <summary>Which receiver is checked, and how.</summary>
internal sealed record CheckSettings
{
    public const int DefaultLoad = 200;

    public static readonly TimeSpan PlatformTimeout = TimeSpan.FromSeconds(5);

    public required Uri Url { get; init; }

    public required string SecretText { get; init; }

    public SecretEncoding SecretEncoding { get; init; }

    /// <summary>Whether a signature is written with <c>sha256=</c> in front.</summary>
    public bool SignaturePrefix { get; init; }

    /// <summary>An answer that takes longer is a failed delivery for the platform.</summary>
    public TimeSpan Timeout { get; init; } = PlatformTimeout;

    /// <summary>Whether any TLS certificate will do.</summary>
    public bool Insecure { get; init; }

    /// <summary>Opens the connections of HTTP clients; null for TCP, as always but where the receiver's answers are made up.</summary>
    public Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? Connect { get; init; }

    /// <summary>Where the receiver says how often the event <c>{id}</c> has had an effect.</summary>
    public string? EffectsUrl { get; init; }

    /// <summary>A type of event whose processing takes long.</summary>
    public string? SlowEventType { get; init; }

    /// <summary>How many deliveries the check under load sends.</summary>
    public int Load { get; init; } = DefaultLoad;

    /// <summary>How long an answer is waited for. Only the checks of speed hold a late answer against the receiver, so that the others can be judged.</summary>
    public TimeSpan Patience => 3 * Timeout;
}
