using System.Text.Json.Serialization;
using EightBit.Webhooks.Receiver.Dashboard.About;
using EightBit.Webhooks.Receiver.Dashboard.Actions;
using EightBit.Webhooks.Receiver.Dashboard.Charts;
using EightBit.Webhooks.Receiver.Dashboard.Deliveries;
using EightBit.Webhooks.Receiver.Dashboard.EventDetails;
using EightBit.Webhooks.Receiver.Dashboard.HeldEvents;
using EightBit.Webhooks.Receiver.Dashboard.Live;

namespace EightBit.Webhooks.Receiver.Dashboard.Answering;

/// <summary>How answers are written: camelCase, and nulls left in.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, MaxDepth = 16)]
[JsonSerializable(typeof(AboutAnswer))]
[JsonSerializable(typeof(LiveAnswer))]
[JsonSerializable(typeof(SeriesAnswer))]
[JsonSerializable(typeof(DeliveriesAnswer))]
[JsonSerializable(typeof(HeldList))]
[JsonSerializable(typeof(HeldPage))]
[JsonSerializable(typeof(EventAnswer))]
[JsonSerializable(typeof(ActionRequest))]
[JsonSerializable(typeof(ActionAnswer))]
[JsonSerializable(typeof(ProblemBody))]
internal sealed partial class DashboardJson : JsonSerializerContext;
