using System.Text.Json.Serialization;

namespace LambdaVerifier.Queue;

[JsonSerializable(typeof(QueuedEvent))]
internal sealed partial class QueueJson : JsonSerializerContext;
