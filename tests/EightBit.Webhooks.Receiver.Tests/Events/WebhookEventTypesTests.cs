using System.Reflection;
using EightBit.Webhooks.Receiver.Events;

namespace EightBit.Webhooks.Receiver.Tests.Events;

public sealed class WebhookEventTypesTests
{
    [Fact]
    public void Constants_All_AreTheEventTypesAndNamedAfterTheirPayloadTypes()
    {
        var constants = typeof(WebhookEventTypes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (Type: (string)field.GetRawConstantValue()!, field.Name));

        constants.Should().BeEquivalentTo(PlatformEvents.All.Select(payload => (Type: payload.Key, payload.Value.DataType.Name)));
    }
}
