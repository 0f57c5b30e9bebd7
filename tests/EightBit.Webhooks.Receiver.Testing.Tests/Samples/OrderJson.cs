using System.Text.Json.Serialization;

namespace EightBit.Webhooks.Receiver.Testing.Tests.Samples;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(OrderPlaced))]
internal sealed partial class OrderJson : JsonSerializerContext;
