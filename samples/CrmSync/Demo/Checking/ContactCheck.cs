using CrmSync.Api;
using CrmSync.Demo.Script;

namespace CrmSync.Demo.Checking;

/// <summary>Whether the contacts are the people of the script: each once, each with the one conversation they had.</summary>
internal static class ContactCheck
{
    private const string OfTheConversation = "Ada Lovelace";
    private const int Expected = 1 + BurstScript.People;

    public static IEnumerable<string> Compare(IReadOnlyList<ContactItem> contacts)
    {
        if (contacts.Count != Expected)
        {
            yield return $"The CRM has {contacts.Count} contacts instead of {Expected}.";
        }

        if (contacts.Count(contact => contact is { Name: OfTheConversation, Email: "ada@example.com" }) != 1)
        {
            yield return $"{OfTheConversation} with her e-mail address is not among the contacts exactly once.";
        }

        foreach (var contact in contacts.Where(contact => contact.Conversations != 1))
        {
            yield return $"{contact.Name} has {contact.Conversations} conversations instead of 1.";
        }
    }
}
