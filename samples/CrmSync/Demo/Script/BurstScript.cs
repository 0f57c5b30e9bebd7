using CrmSync.Demo.Checking;
using CrmSync.Demo.Sending;
using CrmSync.Handlers.Messages;

namespace CrmSync.Demo.Script;

/// <summary>Many messages of many people at once, some of them delivered twice.</summary>
internal sealed class BurstScript
{
    public const int Messages = 250;
    public const int Duplicates = 25;
    public const int People = 10;

    private const string IdPrefix = "evt_burst_";

    private readonly PlatformSender _sender;
    private readonly TimeProvider _time;

    public BurstScript(PlatformSender sender, TimeProvider time)
    {
        _sender = sender;
        _time = time;
    }

    public IReadOnlySet<ExpectedRow> ExpectedRows { get; }
        = Enumerable.Range(1, Messages).Select(number => new ExpectedRow(IdOf(number), nameof(LogReceivedMessage))).ToHashSet();

    public static bool IsFromBurst(string eventId) => eventId.StartsWith(IdPrefix, StringComparison.Ordinal);

    public IReadOnlyList<Delivery> Deliveries()
    {
        var messages = Enumerable.Range(1, Messages).Select(Message).ToList();
        var again = messages.Where((_, index) => index % (Messages / Duplicates) == 0).Select(delivery => delivery with { });
        var all = messages.Concat(again).ToArray();
        Random.Shared.Shuffle(all);
        return all;
    }

    private Delivery Message(int number)
    {
        var person = number % People;
        return _sender.Sign(DemoEvent.Create(IdOf(number), "message.received", _time.GetUtcNow(), new
        {
            ConversationId = $"conv_burst_{person}",
            UserId = $"user_burst_{person}",
            Contact = new { Name = $"Visitor {person}" },
            Content = $"Message {number} of {Messages}",
        }));
    }

    private static string IdOf(int number) => $"{IdPrefix}{number:000}";
}
