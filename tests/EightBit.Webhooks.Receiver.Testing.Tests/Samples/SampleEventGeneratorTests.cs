using EightBit.Webhooks.Receiver.Testing.Samples;
using Microsoft.Extensions.Time.Testing;

namespace EightBit.Webhooks.Receiver.Testing.Tests.Samples;

public sealed class SampleEventGeneratorTests
{
    [Fact]
    public void The_same_seed_and_clock_give_the_same_events()
        => Draw(seed: 7, 500).Should().Equal(Draw(seed: 7, 500));

    [Fact]
    public void Another_seed_gives_other_events()
        => Draw(seed: 7, 100).Select(e => e.Id).Should().NotIntersectWith(Draw(seed: 8, 100).Select(e => e.Id));

    [Fact]
    public void Ids_do_not_come_twice()
        => Draw(seed: 7, 10_000).Select(e => e.Id).Should().OnlyHaveUniqueItems();

    [Fact]
    public void All_types_come_up()
        => Draw(seed: 7, 2_000).Select(e => e.Type).Distinct().Should().BeEquivalentTo(SampleEvents.EventTypes);

    [Fact]
    public void As_many_conversations_as_asked_for_go_on_at_a_time()
    {
        var open = new HashSet<string>();
        var most = 0;
        foreach (var sample in Draw(seed: 7, 2_000, conversations: 5).Where(e => e.Type is "conversation.created" or "conversation.ended"))
        {
            var conversation = sample.Data.GetProperty("conversation_id").GetString()!;
            (sample.Type == "conversation.created" ? open.Add(conversation) : open.Remove(conversation)).Should().BeTrue();
            most = Math.Max(most, open.Count);
        }

        most.Should().Be(5);
    }

    [Fact]
    public void A_conversation_begins_before_its_messages_and_ends_after_them()
    {
        var conversations = Draw(seed: 7, 2_000)
            .Where(e => e.Type.StartsWith("conversation.", StringComparison.Ordinal) || e.Type.StartsWith("message.", StringComparison.Ordinal))
            .GroupBy(e => e.Data.GetProperty("conversation_id").GetString(), e => e.Type)
            .Select(conversation => conversation.ToList())
            .ToList();

        conversations.Should().HaveCountGreaterThan(50).And.OnlyContain(types => types.First() == "conversation.created");
        conversations.Where(types => types.Contains("conversation.ended")).Should().NotBeEmpty().And.OnlyContain(types => types.Last() == "conversation.ended");
    }

    private static List<SampleEvent> Draw(int seed, int count, int conversations = 20)
    {
        var generator = new SampleEventGenerator(seed, conversations, new FakeTimeProvider());
        return [.. Enumerable.Range(0, count).Select(_ => generator.Next())];
    }
}
