using System.Text.Json;
using LambdaVerifier.Database;

namespace LambdaVerifier.Queue;

/// <summary>A queue in a file, as durable as the file.</summary>
internal sealed class QueueTable : IEventQueue
{
    private const string Insert = "INSERT INTO queue (event_id, message) VALUES ($id, $message)";
    private const string All = "SELECT message FROM queue ORDER BY seq";

    private readonly LocalFile _file;

    public QueueTable(LocalFile file) => _file = file;

    public Task SendAsync(QueuedEvent queuedEvent, CancellationToken cancellationToken)
        => _file.RunAsync(
            Insert,
            new Dictionary<string, object>
            {
                ["$id"] = queuedEvent.EventId,
                ["$message"] = JsonSerializer.Serialize(queuedEvent, QueueJson.Default.QueuedEvent),
            },
            command => command.ExecuteNonQuery(),
            cancellationToken);

    public Task<IReadOnlyList<QueuedEvent>> ReadAllAsync(CancellationToken cancellationToken)
        => _file.RunAsync<IReadOnlyList<QueuedEvent>>(
            All,
            new Dictionary<string, object>(),
            command =>
            {
                var events = new List<QueuedEvent>();
                using var reader = command.ExecuteReader();
                while (reader.Read())
                {
                    events.Add(JsonSerializer.Deserialize(reader.GetString(0), QueueJson.Default.QueuedEvent)!);
                }

                return events;
            },
            cancellationToken);
}
