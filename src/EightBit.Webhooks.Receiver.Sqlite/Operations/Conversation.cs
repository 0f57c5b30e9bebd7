using EightBit.Webhooks.Receiver.Sqlite.Schema;
using EightBit.Webhooks.Receiver.Sqlite.Writing;

namespace EightBit.Webhooks.Receiver.Sqlite.Operations;

/// <summary>Of one conversation only the oldest event may run; the others wait behind it.</summary>
internal static class Conversation
{
    /// <summary>Whether the conversation ?1 has a pending event; an event without a conversation waits for none.</summary>
    public static readonly string IsBusyCondition = $"EXISTS (SELECT 1 FROM inbox WHERE conversation = ?1 AND state < {EntryState.Dead})";

    private static readonly string MakeOldestReady = $"""
        UPDATE inbox SET state = {EntryState.Ready} WHERE state = {EntryState.Waiting} AND seq =
            (SELECT min(seq) FROM inbox WHERE conversation = ?1 AND state < {EntryState.Dead})
        """;

    public static bool IsBusy(InboxTables tables, string conversation) => tables[$"SELECT {IsBusyCondition}"].QueryInteger(conversation) == 1;

    /// <summary>Lets the next event take the place of one that is completed or dead.</summary>
    public static void Advance(InboxTables tables, string conversation)
        => tables[MakeOldestReady].Execute(conversation);
}
