using System.Diagnostics.CodeAnalysis;

namespace EightBit.Webhooks.Receiver.Dashboard.Asking;

/// <summary>What a store has told, or a sentence why it has not.</summary>
internal readonly record struct Reading<T>(T? Value, string? Problem)
{
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool Succeeded => Problem is null;
}
