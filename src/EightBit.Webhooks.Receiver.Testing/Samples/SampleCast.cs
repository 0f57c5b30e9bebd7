using System.Text.Json.Nodes;

namespace EightBit.Webhooks.Receiver.Testing.Samples;

/// <summary>What stays the same within a conversation.</summary>
internal sealed record SampleCast(
    string ConversationId, string SessionId, string AccountId, SampleCast.User Person, SampleCast.Agent Bot, string Channel)
{
    public static readonly User[] Users =
    [
        new("user_ada", "Ada Lovelace", "ada@example.com", "+44 20 7946 0101"),
        new("user_grace", "Grace Hopper", "grace@example.com", "+1 202 555 0102"),
        new("user_juergen", "Jürgen Müller", "juergen@example.de", "+49 30 23125 103"),
        new("user_chinua", "Chinua Okafor", "chinua@example.ng", "+234 1 555 0104"),
        new("user_yuki", "田中 由紀", "yuki@example.jp", "+81 3 5550 0105"),
        new("user_ines", "Inês Carvalho", "ines@example.pt", "+351 21 555 0106"),
    ];

    public static readonly Agent[] Agents =
    [
        new("agent_support", "Support"),
        new("agent_sales", "Sales"),
        new("agent_billing", "Billing questions"),
    ];

    public static readonly string[] Channels = ["web", "whatsapp", "email", "telegram", "api"];

    public JsonNode Contact => new JsonObject
    {
        ["id"] = Person.Id,
        ["name"] = Person.Name,
        ["email"] = Person.Email,
        ["phone"] = Person.Phone,
    };

    internal sealed record User(string Id, string Name, string Email, string Phone);

    internal sealed record Agent(string Id, string Name);
}
