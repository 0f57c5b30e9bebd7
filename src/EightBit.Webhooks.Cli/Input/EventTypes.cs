using System.CommandLine.Completions;
using EightBit.Webhooks.Receiver.Testing.Samples;

namespace EightBit.Webhooks.Cli.Input;

/// <summary>What a shell offers where an event type belongs.</summary>
internal static class EventTypes
{
    private const string Everything = "*";
    private const string CategorySuffix = ".*";

    public static IEnumerable<string> Complete(CompletionContext context) => SampleEvents.EventTypes;

    /// <summary>The types, and a wildcard for each category.</summary>
    public static IEnumerable<string> CompletePatterns(CompletionContext context)
        => SampleEvents.EventTypes.Select(type => type[..type.IndexOf('.', StringComparison.Ordinal)] + CategorySuffix).Distinct().Concat(SampleEvents.EventTypes);

    /// <summary>The types that a pattern stands for, as in the platform's subscriptions; none where it stands for nothing.</summary>
    public static IReadOnlyList<string> Matching(string pattern)
        => [.. SampleEvents.EventTypes.Where(type => pattern == Everything
            || type == pattern
            || (pattern.EndsWith(CategorySuffix, StringComparison.Ordinal) && type.StartsWith(pattern[..^1], StringComparison.Ordinal)))];
}
