using System.CommandLine;
using System.CommandLine.Parsing;
using System.Runtime.CompilerServices;
using EightBit.Webhooks.Cli.DeadLetters.Inboxes;
using EightBit.Webhooks.Cli.Input;
using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Cli.DeadLetters;

/// <summary>Some of the dead letters: of a receiver, of a type, of a time.</summary>
internal sealed class LetterFilter
{
    /// <summary>Few: each comes with its body.</summary>
    private const int PageSize = 50;

    private readonly Option<string?> _receiver = new("--receiver") { Description = "Only those of this receiver; '' for the default one.", HelpName = "name" };

    private readonly Option<string?> _type = new("--type")
    {
        Description = "Only those of this type, such as message.received, or of a category, such as 'conversation.*'.",
        HelpName = "type",
    };

    private readonly Option<DateTimeOffset?> _since;
    private readonly Option<DateTimeOffset?> _before;

    private LetterFilter(TimeProvider time)
    {
        _since = new("--since") { Description = $"Only those that died since then: {Moment.Form}.", HelpName = "time", CustomParser = Moment.Parser(time) };
        _before = new("--older-than") { Description = $"Only those that died before: {Moment.Form}.", HelpName = "time", CustomParser = Moment.Parser(time) };
    }

    public static LetterFilter AddTo(Command command, TimeProvider time)
    {
        var filter = new LetterFilter(time);
        command.Add(filter._receiver);
        command.Add(filter._type);
        command.Add(filter._since);
        command.Add(filter._before);
        return filter;
    }

    /// <summary>The filter that is a selection by itself.</summary>
    public Option OlderThan => _before;

    /// <summary>Whether there is one at all.</summary>
    public bool IsGiven(SymbolResult result) => new Option[] { _receiver, _type, _since, _before }.Any(option => result.GetResult(option) is not null);

    /// <summary>Oldest first.</summary>
    public async IAsyncEnumerable<DeadLetter> ReadAsync(
        ParseResult result, IOperatedInbox inbox, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long? after = 0;
        while (after is not null)
        {
            var query = new DeadLetterQuery { Receiver = result.GetValue(_receiver), After = after.Value, Take = PageSize };
            var page = await inbox.ListAsync(query, cancellationToken);
            foreach (var letter in page.Items.Where(letter => Matches(letter, result)))
            {
                yield return letter;
            }

            after = page.Next;
        }
    }

    private bool Matches(DeadLetter letter, ParseResult result)
        => IsOfType(letter.Delivery.EventType, result.GetValue(_type))
            && !(letter.DiedAt < result.GetValue(_since))
            && !(letter.DiedAt >= result.GetValue(_before));

    private static bool IsOfType(string eventType, string? wanted)
        => wanted is null or "*"
            || (wanted.EndsWith(".*", StringComparison.Ordinal) ? eventType.StartsWith(wanted[..^1], StringComparison.Ordinal) : eventType == wanted);
}
