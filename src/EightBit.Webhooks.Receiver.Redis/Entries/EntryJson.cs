using System.Text.Json;
using System.Text.Json.Serialization;
using EightBit.Webhooks.Receiver.Handlers;
using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Redis.Entries;

/// <summary>What an entry's fields hold that is not text or a number.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(StoredDelivery))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<HandledEvents>))]
internal sealed partial class EntryJson : JsonSerializerContext
{
    /// <summary>The handlers of one kind; empty where there are none, so that nothing is kept.</summary>
    public static string WriteNames(IReadOnlyList<string> handlers)
        => handlers.Count == 0 ? "" : JsonSerializer.Serialize(handlers, Default.IReadOnlyListString);

    /// <exception cref="JsonException">Somebody else has written it.</exception>
    public static HandlerProgress ReadProgress(string completed, string rejected)
        => completed.Length + rejected.Length == 0 ? HandlerProgress.None : new HandlerProgress(ReadNames(completed), ReadNames(rejected));

    private static IReadOnlyList<string> ReadNames(string handlers)
    {
        var names = handlers.Length == 0 ? [] : JsonSerializer.Deserialize(handlers, Default.IReadOnlyListString) ?? [];
        return names.Contains(null!) ? throw new JsonException("A handler has no name.") : names;
    }
}
