using System.Text.Json.Serialization;
using EightBit.Webhooks.Receiver.Dashboard.About;

namespace EightBit.Webhooks.Receiver.Dashboard.Answering;

/// <summary>How answers are written: camelCase, and nulls left in.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AboutAnswer))]
internal sealed partial class DashboardJson : JsonSerializerContext;
