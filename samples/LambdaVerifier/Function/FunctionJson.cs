using System.Text.Json.Serialization;

namespace LambdaVerifier.Function;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FunctionRequest))]
[JsonSerializable(typeof(FunctionResponse))]
internal sealed partial class FunctionJson : JsonSerializerContext;
