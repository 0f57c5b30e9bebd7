using CrmSync.Demo.Checking;
using CrmSync.Demo.Sending;
using CrmSync.Handlers.Conversations;
using CrmSync.Handlers.Messages;

namespace CrmSync.Demo.Script;

/// <summary>One conversation from its beginning to its end, every event type that the CRM handles, and one that it does not know.</summary>
internal sealed class ConversationScript
{
    private const string Conversation = "conv_ada";
    private const string User = "user_ada";

    private static readonly string[] Tags = ["order", "delivery"];

    private static readonly object Ada = new
    {
        Id = "contact_ada",
        Name = "Ada Lovelace",
        Email = "ada@example.com",
        Phone = "+44 20 7946 0958",
    };

    private readonly PlatformSender _sender;
    private readonly DateTimeOffset _beginning;
    private int _events;

    public ConversationScript(PlatformSender sender, TimeProvider time)
    {
        _sender = sender;
        _beginning = time.GetUtcNow().AddMinutes(-10);
    }

    public IReadOnlyList<DemoStep> Steps()
    {
        return
        [
            Good("conversation.created", [nameof(OpenConversation)], new
            {
                ConversationId = Conversation,
                UserId = User,
                Contact = Ada,
                Channel = "web",
            }),
            Received("Hello! My order 1842 has not arrived. Can you help?"),
            Sent("Of course. I am looking it up."),
            Good("conversation.updated", [nameof(UpdateConversation)], new
            {
                ConversationId = Conversation,
                UserId = User,
                Status = "pending",
                Tags,
            }),
            Good("message.failed", [nameof(LogFailedMessage)], new
            {
                ConversationId = Conversation,
                UserId = User,
                ErrorCode = "tool_timeout",
                ErrorMessage = "The order system did not answer",
            }),
            Good("conversation.escalated", [nameof(EscalateConversation), nameof(PlanFollowUp)], new
            {
                ConversationId = Conversation,
                UserId = User,
                Contact = Ada,
                Reason = "The order could not be looked up",
                Priority = "high",
                AssignedTo = "Team Logistics",
            }),
            Received("<script>alert('Is this safe?')</script> <b>I hope so.</b>"),
            Good("conversation.rating", [nameof(RateConversation)], new
            {
                ConversationId = Conversation,
                UserId = User,
                Rating = 5,
                Feedback = "Quick and friendly. Дякую! 🎉",
            }),
            Good("conversation.ended", [nameof(EndConversation)], new
            {
                ConversationId = Conversation,
                UserId = User,
                Reason = "resolved",
                MessageCount = 3,
            }),
            Good("invoice.paid", [], new { InvoiceId = "inv_7", Amount = 129.5 }) with { Title = "invoice.paid (unknown type)" },
        ];
    }

    private DemoStep Received(string text) => Good("message.received", [nameof(LogReceivedMessage)], new
    {
        ConversationId = Conversation,
        UserId = User,
        Content = text,
        ContentType = "text",
    });

    private DemoStep Sent(string text) => Good("message.sent", [nameof(LogSentMessage)], new
    {
        ConversationId = Conversation,
        UserId = User,
        Content = text,
        Model = "demo",
    });

    private DemoStep Good(string type, IEnumerable<string> handlers, object data)
    {
        var id = $"evt_{++_events:00}";
        var body = DemoEvent.Create(id, type, _beginning.AddSeconds(40 * _events), data);
        return new DemoStep(type, _sender.Sign(body), DemoStep.Accepted)
        {
            ExpectedRows = [.. handlers.Select(handler => new ExpectedRow(id, handler))],
        };
    }
}
