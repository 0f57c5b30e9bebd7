using Microsoft.Data.Sqlite;

namespace ExternalProcessing.Answers;

/// <summary>The answers that were paid for, one for each event, in a database of this application's own.</summary>
internal sealed class AnswerBook
{
    private const int MostListed = 100;

    private readonly string _connection;
    private readonly Lazy<bool> _isCreated;

    public AnswerBook(string connection)
    {
        _connection = connection;
        _isCreated = new Lazy<bool>(Create);
    }

    public bool Has(string eventId)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT EXISTS (SELECT 1 FROM answers WHERE event_id = $event)";
        command.Parameters.AddWithValue("$event", eventId);
        return (long)command.ExecuteScalar()! == 1;
    }

    /// <summary>Writes the answer down, unless the event has one: handlers run at least once.</summary>
    public void Add(Answer answer)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            "INSERT INTO answers (event_id, conversation_id, text) VALUES ($event, $conversation, $text) ON CONFLICT (event_id) DO NOTHING";
        command.Parameters.AddWithValue("$event", answer.EventId);
        command.Parameters.AddWithValue("$conversation", (object?)answer.ConversationId ?? DBNull.Value);
        command.Parameters.AddWithValue("$text", answer.Text);
        command.ExecuteNonQuery();
    }

    /// <returns>The newest first.</returns>
    public IReadOnlyList<Answer> Latest()
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT event_id, conversation_id, text FROM answers ORDER BY number DESC LIMIT {MostListed}";
        using var reader = command.ExecuteReader();
        var answers = new List<Answer>();
        while (reader.Read())
        {
            answers.Add(new Answer(reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.GetString(2)));
        }

        return answers;
    }

    private SqliteConnection Open()
    {
        _ = _isCreated.Value;
        return Connect();
    }

    private bool Create()
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = """
            PRAGMA journal_mode = WAL;
            CREATE TABLE IF NOT EXISTS answers (
                number INTEGER PRIMARY KEY, event_id TEXT NOT NULL UNIQUE, conversation_id TEXT, text TEXT NOT NULL);
            """;
        command.ExecuteNonQuery();
        return true;
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_connection);
        connection.Open();
        return connection;
    }
}
