using System.Text.Json;
using System.Text.Json.Serialization;
using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Sqlite.Operations;

/// <summary>Progress and history as the columns hold them.</summary>
[JsonSerializable(typeof(HandlerProgress))]
[JsonSerializable(typeof(List<FailedAttempt>))]
internal sealed partial class InboxJson : JsonSerializerContext
{
    private const int HistoryLength = 20;

    public static string? Write(HandlerProgress progress)
        => progress.Completed.Count + progress.Rejected.Count == 0
            ? null
            : JsonSerializer.Serialize(progress, Default.HandlerProgress);

    public static HandlerProgress ReadProgress(string? json)
        => json is null ? Inbox.HandlerProgress.None : JsonSerializer.Deserialize(json, Default.HandlerProgress)!;

    public static List<FailedAttempt> ReadHistory(string? json)
        => json is null ? [] : JsonSerializer.Deserialize(json, Default.ListFailedAttempt)!;

    /// <summary>Adds an attempt to a history, and drops the oldest beyond the length that is kept.</summary>
    public static string Append(string? json, FailedAttempt attempt)
    {
        var history = ReadHistory(json);
        history.Add(attempt);
        if (history.Count > HistoryLength)
        {
            history.RemoveRange(0, history.Count - HistoryLength);
        }

        return JsonSerializer.Serialize(history, Default.ListFailedAttempt);
    }
}
