using CrmSync.Conversations;

namespace CrmSync.Contacts;

/// <summary>A person the agents talk to. Anonymous as long as no event has said who it is.</summary>
internal sealed class Contact
{
    public const string NameOfUnknown = "Unknown contact";

    public long Id { get; init; }

    /// <summary>The platform's id of the contact.</summary>
    public string? ExternalId { get; private set; }

    /// <summary>The platform's id of the user behind the contact.</summary>
    public string? UserId { get; private set; }

    public string? Name { get; private set; }

    public string? Email { get; private set; }

    public string? Phone { get; private set; }

    /// <summary>When the newest event happened that told something of the person; null while none has.</summary>
    public DateTimeOffset? KnownAt { get; private set; }

    public List<Conversation> Conversations { get; } = [];

    public bool IsAnonymous => ExternalId is null && UserId is null;

    /// <summary>Whether nothing that is known of the two says that they are different people.</summary>
    public bool CanBe(Person person)
        => (ExternalId is null || person.ExternalId is null || ExternalId == person.ExternalId)
            && (UserId is null || person.UserId is null || UserId == person.UserId);

    /// <summary>Takes over what an event tells. An event that comes late fills gaps, but does not undo what a newer one has said.</summary>
    public void Learn(Person person, DateTimeOffset at)
    {
        if (person.IsUnknown)
        {
            return;
        }

        ExternalId ??= person.ExternalId;
        UserId ??= person.UserId;

        var isNews = KnownAt is null || at >= KnownAt;
        Name = Newest(Name, person.Name, isNews);
        Email = Newest(Email, person.Email, isNews);
        Phone = Newest(Phone, person.Phone, isNews);
        KnownAt = isNews ? at : KnownAt;
    }

    private static string? Newest(string? known, string? told, bool isNews) => isNews ? told ?? known : known ?? told;
}
