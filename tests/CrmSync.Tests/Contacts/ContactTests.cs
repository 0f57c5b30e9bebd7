using CrmSync.Tests.Support;

namespace CrmSync.Tests.Contacts;

public sealed class ContactTests : IDisposable
{
    private static readonly object Ada = new { Id = "contact_1", Name = "Ada", Email = "ada@example.com", Phone = "+44 20" };
    private static readonly DateTimeOffset At = TimeProvider.System.GetUtcNow().AddHours(-1);

    private readonly TemporaryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task A_contact_has_what_the_events_tell_of_the_person()
    {
        await using var crm = await RunningCrm.StartAsync(_database);

        await crm.SendAsync("evt_1", "conversation.created", new { ConversationId = "conv_1", UserId = "user_1", Contact = Ada }, At);
        await crm.SendAsync("evt_2", "message.received", new { ConversationId = "conv_2", UserId = "user_1" }, At.AddMinutes(1));

        var contact = (await crm.ContactsAsync()).Should().ContainSingle().Subject;
        contact.Should().BeEquivalentTo(new { Name = "Ada", Email = "ada@example.com", Phone = "+44 20", Conversations = 2 });
        contact.LastActivity.Should().BeCloseTo(At.AddMinutes(1), TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task Without_a_contact_the_user_id_stands_for_the_person()
    {
        await using var crm = await RunningCrm.StartAsync(_database);

        await crm.SendAsync("evt_1", "message.received", new { ConversationId = "conv_1", UserId = "user_1" });

        (await crm.ContactsAsync()).Should().ContainSingle().Which.Name.Should().Be("user_1");
    }

    [Fact]
    public async Task Without_a_user_id_there_is_one_unknown_contact_for_each_conversation()
    {
        await using var crm = await RunningCrm.StartAsync(_database);

        await crm.SendAsync("evt_1", "message.received", new { ConversationId = "conv_1", Content = "Who am I?" });
        await crm.SendAsync("evt_2", "message.sent", new { ConversationId = "conv_1", Content = "I do not know." });
        await crm.SendAsync("evt_3", "message.received", new { ConversationId = "conv_2", Content = "And I?" });

        (await crm.ContactsAsync()).Should().HaveCount(2)
            .And.OnlyContain(contact => contact.Name == "Unknown contact" && contact.Conversations == 1);
    }

    [Fact]
    public async Task Events_that_name_neither_person_nor_conversation_share_one_unknown_contact()
    {
        await using var crm = await RunningCrm.StartAsync(_database);

        await crm.SendAsync("evt_1", "message.received", new { Content = "One" });
        await crm.SendAsync("evt_2", "message.received", new { Content = "Two" });

        (await crm.ContactsAsync()).Should().ContainSingle().Which.Name.Should().Be("Unknown contact");
    }

    [Fact]
    public async Task People_of_whom_only_a_name_is_known_are_not_taken_for_one_another()
    {
        await using var crm = await RunningCrm.StartAsync(_database);

        await crm.SendAsync("evt_1", "message.received", new { Contact = new { Name = "Ada" } });
        await crm.SendAsync("evt_2", "message.received", new { Contact = new { Name = "Bob" } });
        await crm.SendAsync("evt_3", "message.received", new { });

        (await crm.ContactsAsync()).Select(contact => contact.Name).Should().BeEquivalentTo("Ada", "Bob", "Unknown contact");
    }

    [Fact]
    public async Task An_unknown_contact_becomes_the_person_that_a_later_event_names()
    {
        await using var crm = await RunningCrm.StartAsync(_database);

        await crm.SendAsync("evt_1", "message.received", new { ConversationId = "conv_1" });
        await crm.SendAsync("evt_2", "conversation.updated", new { ConversationId = "conv_1", UserId = "user_1", Contact = Ada });

        (await crm.ContactsAsync()).Should().ContainSingle().Which.Name.Should().Be("Ada");
    }

    [Fact]
    public async Task The_timeline_of_an_unknown_contact_moves_to_the_known_person_it_turns_out_to_be()
    {
        await using var crm = await RunningCrm.StartAsync(_database);

        await crm.SendAsync("evt_1", "conversation.created", new { ConversationId = "conv_1", Contact = Ada });
        await crm.SendAsync("evt_2", "message.received", new { ConversationId = "conv_2" });
        await crm.SendAsync("evt_3", "conversation.updated", new { ConversationId = "conv_2", Contact = Ada });

        var contact = (await crm.ContactsAsync()).Should().ContainSingle().Subject;
        contact.Conversations.Should().Be(2);
        (await crm.ActivitiesAsync()).Should().HaveCount(3).And.OnlyContain(activity => activity.ContactId == contact.Id);
    }

    [Fact]
    public async Task An_event_that_comes_late_does_not_undo_what_a_newer_one_has_said()
    {
        await using var crm = await RunningCrm.StartAsync(_database);

        await crm.SendAsync(
            "evt_2", "message.received", new { UserId = "user_1", Contact = new { Name = "Ada King" } }, At.AddMinutes(1));
        await crm.SendAsync("evt_1", "message.received", new { UserId = "user_1", Contact = Ada }, At);

        (await crm.ContactsAsync()).Should().ContainSingle()
            .Which.Should().BeEquivalentTo(new { Name = "Ada King", Email = "ada@example.com" });
    }

    [Fact]
    public async Task Contacts_with_different_ids_stay_apart_even_if_the_platform_gives_them_one_user()
    {
        await using var crm = await RunningCrm.StartAsync(_database);

        await crm.SendAsync("evt_1", "message.received", new { UserId = "user_1", Contact = new { Id = "contact_1", Name = "Ada" } });
        await crm.SendAsync("evt_2", "message.received", new { UserId = "user_1", Contact = new { Id = "contact_2", Name = "Bob" } });

        (await crm.ContactsAsync()).Select(contact => contact.Name).Should().BeEquivalentTo("Ada", "Bob");
    }
}
