using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Sqlite.Writing;

namespace EightBit.Webhooks.Receiver.Sqlite.Operations;

/// <summary>How an entry's columns become what the core knows, and back.</summary>
internal static class EntryRow
{
    /// <summary>The columns of a delivery, in the order that <see cref="ReadDelivery"/> expects.</summary>
    public const string DeliveryColumns =
        "receiver, tenant, event_id, event_type, ordering_key, created_at, sent_at, received_at, event_id_header, trace_parent, trace_state, "
        + "remember_for, bytes";

    public static InboxDelivery ReadDelivery(SqlRows row, int first) => new()
    {
        Receiver = row.GetString(first),
        Tenant = ReadText(row, first + 1),
        EventId = row.GetString(first + 2),
        EventType = row.GetString(first + 3),
        OrderingKey = ReadText(row, first + 4),
        CreatedAt = row.IsDBNull(first + 5) ? null : ReadTime(row, first + 5),
        SentAt = ReadTime(row, first + 6),
        ReceivedAt = ReadTime(row, first + 7),
        EventIdHeader = ReadText(row, first + 8),
        TraceParent = ReadText(row, first + 9),
        TraceState = ReadText(row, first + 10),
        RememberFor = TimeSpan.FromTicks(row.GetInt64(first + 11)),
        Body = row.GetBytes(first + 12),
    };

    public static string? ReadText(SqlRows row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static DateTimeOffset ReadTime(SqlRows row, int column) => new(Math.Clamp(row.GetInt64(column), 0, DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero);

    /// <summary>A tenant as part of a key: no tenant is not the same as a tenant with an empty name.</summary>
    public static string TenantKey(string? tenant) => tenant is null ? "" : "=" + tenant;

    /// <summary>One text for the conversation, made so that no two conversations have the same one.</summary>
    public static string? ConversationKey(InboxDelivery delivery)
        => delivery.OrderingKey is { } key
            ? $"{delivery.Receiver.Length}:{delivery.Receiver}{delivery.Tenant?.Length ?? -1}:{delivery.Tenant}{key}"
            : null;
}
