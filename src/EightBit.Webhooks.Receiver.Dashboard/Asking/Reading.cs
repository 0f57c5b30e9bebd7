namespace EightBit.Webhooks.Receiver.Dashboard.Asking;

/// <summary>What a store has told, or a sentence why it has not.</summary>
/// <param name="Value">The answer.</param>
/// <param name="Problem">Why there is none.</param>
/// <param name="IsUnsupported">Whether it never will: the store does not implement the question.</param>
internal readonly record struct Reading<T>(T? Value, string? Problem, bool IsUnsupported = false);
