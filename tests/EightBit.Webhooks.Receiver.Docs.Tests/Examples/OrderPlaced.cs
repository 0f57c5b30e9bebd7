using System.Text.Json.Serialization;

namespace Shop;

internal sealed record OrderPlaced(string? OrderId, decimal? Total);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(OrderPlaced))]
internal sealed partial class AppJson : JsonSerializerContext;
