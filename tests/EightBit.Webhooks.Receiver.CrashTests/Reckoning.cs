using Microsoft.Data.Sqlite;

namespace EightBit.Webhooks.Receiver.CrashTests;

/// <summary>Holds what was acknowledged against what was done.</summary>
internal sealed record Reckoning(int Acknowledged, int Effects, int Lost, int Redelivered, int OutOfOrder)
{
    public static Reckoning Of(Ledger ledger, Target target, TargetState state) => Of(ledger, [target], state);

    /// <summary>Of several processes with one inbox; the state is any of theirs.</summary>
    public static Reckoning Of(Ledger ledger, IReadOnlyCollection<Target> targets, TargetState state)
    {
        var effects = EffectsOf(targets);
        var done = effects.Select(effect => effect.EventId).Concat(state.DeadLetters.Select(letter => letter.EventId)).ToHashSet();
        var first = effects.Select(effect => effect.EventId).Distinct();
        var outOfOrder = first.Select(id => id.Split('-')).GroupBy(parts => parts[0], parts => int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture))
            .Count(conversation => !conversation.SequenceEqual(conversation.Order()));
        return new Reckoning(
            ledger.Acknowledged.Count,
            done.Count,
            ledger.Acknowledged.Count(id => !done.Contains(id)),
            effects.Count - effects.Select(effect => effect.EventId).Distinct().Count(),
            outOfOrder);
    }

    /// <summary>In the order of time.</summary>
    public static IReadOnlyList<Effect> EffectsOf(IEnumerable<Target> targets)
        => [.. targets.SelectMany(target => target.Effects()).OrderBy(effect => effect.Stamp)];

    /// <summary>The rows of each table once the process has ended.</summary>
    public static Dictionary<string, long> Rows(string database)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        return new[] { "inbox", "body", "seen" }.ToDictionary(table => table, table =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT count(*) FROM {table}";
            return (long)command.ExecuteScalar()!;
        });
    }
}
