using EightBit.Webhooks.Cli.Checking.Sending;

namespace EightBit.Webhooks.Cli.Checking.Checks;

/// <summary>What the platform may send has to be taken.</summary>
internal static class AcceptanceChecks
{
    private const string LongId = "an-id-of-128-characters-";

    private static readonly string Extras = """
        ,"x_check_text":"new","x_check_number":1.50,"x_check_large":12345678901234567890,
        "x_check_flag":true,"x_check_null":null,"x_check_list":[1,[2]],"x_check_object":{"a":{"b":1}}
        """.ReplaceLineEndings("");

    public static IReadOnlyList<Check> All =>
    [
        new()
        {
            Id = "valid-accepted",
            Title = "A valid delivery is accepted",
            Sends = "an ordinary, validly signed event of now",
            Why = "Whatever is not answered 2xx is sent again for hours and then given up.",
            Source = "8bit-ai webhook documentation: answer 2xx within 5 seconds",
            RunAsync = async (subject, cancellationToken) => Judge.MustAccept(await subject.SendAsync(subject.Make.Valid(), cancellationToken)),
        },
        new()
        {
            Id = "body-formatting",
            Title = "Valid JSON is accepted however it is written",
            Sends = "bodies with white space, escapes, an unusual order of keys, non-ASCII text and a line end, each signed byte by byte",
            Why = "A receiver that parses first and signs what it has parsed refuses real events as soon as the sender's JSON library writes them differently.",
            Source = "8bit-ai webhook documentation: the signature is over the raw body; Standard Webhooks: verify the raw payload; RFC 8259, sections 2, 4 and 7",
            RunAsync = (subject, cancellationToken) => subject.TryEachAsync(Judge.MustAccept, cancellationToken, [.. Formatted(subject)]),
        },
        new()
        {
            Id = "unknown-type",
            Title = "An event of an unknown type is accepted",
            Sends = "events of the types check.unheard_of and message.check_unheard_of",
            Why = "The platform adds types of events, and wildcard subscriptions deliver them at once. Refused ones are sent again and again.",
            Source = "8bit-ai webhook documentation: wildcard subscriptions",
            RunAsync = (subject, cancellationToken) => subject.TryEachAsync(
                Judge.MustAccept,
                cancellationToken,
                new("a new category", subject.Make.Valid("check.unheard_of")),
                new("a new type of a known category", subject.Make.Valid("message.check_unheard_of"))),
        },
        new()
        {
            Id = "unknown-fields",
            Title = "Fields that nobody knows are accepted",
            Sends = "additional fields of all JSON types beside and inside data",
            Why = "The platform adds fields without asking. A receiver that refuses them loses every event from that day on.",
            Source = "8bit-ai webhook documentation: the content of data is not specified; RFC 7493, section 4.2 (must-ignore policy)",
            RunAsync = (subject, cancellationToken) => subject.TryEachAsync(
                Judge.MustAccept,
                cancellationToken,
                new("beside data", WithExtras(subject, outside: Extras, inside: "")),
                new("inside data", WithExtras(subject, outside: "", inside: Extras))),
        },
        new()
        {
            Id = "event-id-forms",
            Title = "Event ids of any form are accepted",
            Sends = "a UUID, a ULID, one with punctuation and one of 128 characters",
            Why = "The documentation promises that the id is unique, not what it looks like. A column that is too short loses events.",
            Source = "8bit-ai webhook documentation: every payload has a unique id",
            RunAsync = (subject, cancellationToken) => subject.TryEachAsync(
                Judge.MustAccept,
                cancellationToken,
                OfId(subject, "a UUID", Guid.NewGuid().ToString()),
                OfId(subject, "a ULID", "01" + Guid.NewGuid().ToString("N")[..24].ToUpperInvariant()),
                OfId(subject, "punctuation", $"evt:{subject.Make.NewId()}/1.0+a=b"),
                OfId(subject, "128 characters", (LongId + Guid.NewGuid().ToString("N")).PadRight(128, '0'))),
        },
    ];

    private static Trial OfId(Subject subject, string what, string id) => new(what, subject.Make.Valid(id, subject.Make.Body(id)));

    private static IEnumerable<Trial> Formatted(Subject subject)
    {
        yield return Compact("a line end after it", "Zoë", after: "\n");
        yield return Compact("text in many scripts, as UTF-8", "Zoë 你好 שלום é 🎉 <b>&amp;</b>");
        yield return Compact("letters and a slash as escapes", """Zo\u00EB \/""");
        yield return Compact("a surrogate pair as escapes", """\uD83C\uDF89""");
        yield return Written("keys as escapes", "Zoë", (id, now, data) =>
            $$"""{"\u0069d":"{{id}}","type":"message\u002ereceived","created_at":"{{now}}","data":{{data}}}""");
        yield return Written("another order of keys", "Zoë", (id, now, data) =>
            $$"""{"data":{{data}},"created_at":"{{now}}","type":"message.received","id":"{{id}}"}""");
        yield return Written("indented, with CR LF", "Zoë", (id, now, data) => string.Join(
            "\r\n",
            "{",
            $"    \"id\" : \"{id}\",",
            "\t\"type\" : \"message.received\",",
            $"    \"created_at\" :   \"{now}\",",
            $"    \"data\" : {data.Replace(",", " ,\r\n  ", StringComparison.Ordinal)}",
            "}"));

        Trial Compact(string what, string content, string after = "") => Written(what, content, (id, now, data) =>
            $$"""{"id":"{{id}}","type":"message.received","created_at":"{{now}}","data":{{data}}}""" + after);

        Trial Written(string what, string content, Func<string, string, string, string> write)
        {
            var id = subject.Make.NewId();
            return new Trial(what, subject.Make.Valid(id, write(id, subject.Make.Now, subject.Make.Data(content))));
        }
    }

    private static Delivery WithExtras(Subject subject, string outside, string inside)
    {
        var id = subject.Make.NewId();
        var data = subject.Make.Data("With fields that nobody knows.");
        return subject.Make.Valid(
            id, $$"""{"id":"{{id}}","type":"message.received","created_at":"{{subject.Make.Now}}","data":{{data[..^1]}}{{inside}}}{{outside}}}""");
    }
}
