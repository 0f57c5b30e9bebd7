using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Sqlite.Operations;

/// <summary>Progress and history as the columns hold them. What somebody has changed beyond reading counts as none, so that it stops nothing else.</summary>
[JsonSourceGenerationOptions(RespectNullableAnnotations = true)]
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
        => Read(json, Default.HandlerProgress) is { } progress && !progress.Completed.Contains(null!) && !progress.Rejected.Contains(null!)
            ? progress
            : Inbox.HandlerProgress.None;

    public static List<FailedAttempt> ReadHistory(string? json)
        => Read(json, Default.ListFailedAttempt) is { } history && !history.Contains(null!) ? history : [];

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

    private static T? Read<T>(string? json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
