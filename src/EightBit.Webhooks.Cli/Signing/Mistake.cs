namespace EightBit.Webhooks.Cli.Signing;

/// <summary>One thing that may have gone wrong, and what it makes of the secret, the body or the signature.</summary>
/// <param name="Description">What went wrong and what to do, as a sentence.</param>
/// <param name="Value">What was then used.</param>
internal sealed record Mistake<T>(string Description, T Value);
