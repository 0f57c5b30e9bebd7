using System.Reflection;
using System.Text.RegularExpressions;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Testing.Samples;

namespace EightBit.Webhooks.Receiver.Testing.Tests.Samples;

public sealed class SampleEventsTests
{
    public static TheoryData<string> EventTypes => new(SampleEvents.EventTypes);

    [Theory]
    [MemberData(nameof(EventTypes))]
    public async Task Every_sample_is_read_into_its_payload_type_with_nothing_null_and_nothing_left_over(string eventType)
    {
        await using var reader = await PayloadReader.StartAsync();

        var read = await reader.ReadAsync(SampleEvents.Create(eventType));

        var data = read.GetType().GetProperty(nameof(WebhookEvent<EventData>.Data))!.GetValue(read)!;
        ShouldBeFilled(data);
        read.CreatedAt.Should().NotBeNull();
    }

    [Theory]
    [MemberData(nameof(EventTypes))]
    public async Task Whatever_is_drawn_is_filled_too(string eventType)
    {
        await using var reader = await PayloadReader.StartAsync();
        var generator = new SampleEventGenerator(seed: 1);

        for (var drawn = 0; drawn < 20; drawn++)
        {
            var read = await reader.ReadAsync(generator.Next(eventType));

            ShouldBeFilled(read.GetType().GetProperty(nameof(WebhookEvent<EventData>.Data))!.GetValue(read)!);
        }
    }

    [Theory]
    [MemberData(nameof(EventTypes))]
    public void Every_event_type_has_a_property_of_its_own(string eventType)
    {
        var name = Regex.Replace(eventType, "(^|[._])([a-z])", match => match.Groups[2].Value.ToUpperInvariant());

        var sample = (SampleEvent)typeof(SampleEvents).GetProperty(name)!.GetValue(null)!;

        sample.Type.Should().Be(eventType);
    }

    [Fact]
    public void There_are_all_16_types_of_the_platform() => SampleEvents.EventTypes.Should().HaveCount(16).And.OnlyHaveUniqueItems();

    [Fact]
    public void Two_samples_of_a_type_are_two_events_of_two_conversations_with_the_same_contents()
    {
        var (one, other) = (SampleEvents.MessageReceived, SampleEvents.MessageReceived);

        one.Id.Should().NotBe(other.Id);
        one.Data.GetProperty("conversation_id").GetString().Should().NotBe(other.Data.GetProperty("conversation_id").GetString());
        one.Data.GetProperty("message_id").GetString().Should().NotBe(other.Data.GetProperty("message_id").GetString());
        one.Data.GetProperty("content").GetString().Should().Be(other.Data.GetProperty("content").GetString());
    }

    [Fact]
    public void A_type_without_a_sample_is_refused_with_the_types_that_there_are()
        => FluentActions.Invoking(() => SampleEvents.Create("order.placed"))
            .Should().Throw<ArgumentException>().WithMessage("*'order.placed'*SampleEvent.Create*conversation.created*account.billing_updated*");

    private static void ShouldBeFilled(object data)
    {
        foreach (var property in data.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var value = property.GetValue(data);
            if (property.Name == nameof(EventData.AdditionalProperties))
            {
                value.Should().BeNull("every field has a property");
                continue;
            }

            value.Should().NotBeNull($"{data.GetType().Name}.{property.Name} should be filled").And.NotBe("");
            if (value is EventContact)
            {
                ShouldBeFilled(value);
            }
        }
    }
}
