using System.Globalization;
using System.Text;

namespace EightBit.Webhooks.Cli.Checking.Sending;

/// <summary>Makes deliveries of events that nobody has seen before.</summary>
internal sealed class DeliveryMaker
{
    public const string OrdinaryType = "message.received";

    private readonly Signer _signer;
    private readonly TimeProvider _time;
    private readonly string _prefix;
    private int _count;

    /// <param name="signer">Signs what is made.</param>
    /// <param name="prefix">Begins all ids, so that a person finds them in the receiver's log.</param>
    /// <param name="time">Tells when the deliveries are sent.</param>
    public DeliveryMaker(Signer signer, string prefix, TimeProvider time)
    {
        _signer = signer;
        _prefix = prefix;
        _time = time;
    }

    public string NewId() => $"{_prefix}_{Interlocked.Increment(ref _count)}";

    /// <summary>A valid delivery of a new event.</summary>
    public Delivery Valid(string type = OrdinaryType)
    {
        var id = NewId();
        return Valid(id, Body(id, type));
    }

    /// <summary>A valid delivery of this very text.</summary>
    public Delivery Valid(string id, string body) => Valid(id, Encoding.UTF8.GetBytes(body));

    /// <summary>A valid delivery of these very bytes.</summary>
    public Delivery Valid(string id, byte[] body) => new()
    {
        EventId = id,
        Body = body,
        Signature = _signer.Sign(body),
        Timestamp = Timestamp(),
        EventIdHeader = NewHeaderId(),
    };

    public string Body(string id, string type = OrdinaryType, string content = "Sent by eightbit-webhooks check.")
        => $$"""{"id":"{{id}}","type":"{{type}}","created_at":"{{Now}}","data":{{Data(content)}}}""";

    public string Data(string content)
        => $$"""{"conversation_id":"{{_prefix}}","user_id":"webhook-check","content":"{{content}}"}""";

    /// <summary>The event's own time, as it stands in the body.</summary>
    public string Now => _time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public string Timestamp(TimeSpan offset = default)
        => (_time.GetUtcNow() + offset).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public string TimestampInMilliseconds() => _time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    public static string NewHeaderId() => $"dlv_{Guid.NewGuid():N}";
}
