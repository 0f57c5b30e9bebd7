using System.Collections;
using System.Reflection;
using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.InMemory;

namespace EightBit.Webhooks.Receiver.Tests.InMemory;

/// <summary>
/// Looks into every collection and every reservation of the in-memory inbox, through the fields, so that one that is added
/// later is looked into as well.
/// </summary>
internal static class Residue
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.NonPublic;

    public static string? Describe(object subject)
    {
        var found = Find(subject).ToList();
        return found.Count == 0 ? null : string.Join(", ", found);
    }

    private static IEnumerable<string> Find(object subject) =>
        from field in subject.GetType().GetFields(Fields)
        let value = field.GetValue(subject)
        where value is not null and not IDeduplicationStore
        from finding in Look(field, value)
        select finding;

    private static IEnumerable<string> Look(FieldInfo field, object value)
    {
        if (field.Name.StartsWith("_reserved", StringComparison.Ordinal))
        {
            return Convert.ToInt64(value) == 0 ? [] : [$"{field.Name} is {value}"];
        }

        if (CountOf(value) is { } count)
        {
            return count == 0 ? [] : [$"{field.Name} has {count} items"];
        }

        return IsPartOfTheInbox(value) ? Find(value) : [];
    }

    private static bool IsPartOfTheInbox(object value)
        => value is not InMemoryInboxOptions && value.GetType().Namespace == typeof(InMemoryInboxOptions).Namespace;

    private static int? CountOf(object value)
    {
        if (value is ICollection collection)
        {
            return collection.Count;
        }

        // A queue or a channel's reader: no common interface, but a count all the same.
        var counted = value.GetType().GetProperty("Reader")?.GetValue(value) ?? value;
        return counted.GetType().GetProperty("Count")?.GetValue(counted) as int?;
    }
}
