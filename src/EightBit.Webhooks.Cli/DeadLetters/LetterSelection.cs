using System.CommandLine;
using EightBit.Webhooks.Cli.CommandLine;
using EightBit.Webhooks.Cli.DeadLetters.Inboxes;
using EightBit.Webhooks.Cli.Input;

namespace EightBit.Webhooks.Cli.DeadLetters;

/// <summary>The dead letters to change: those that are named, or all that a filter lets through. More than one are asked for.</summary>
internal sealed class LetterSelection
{
    private readonly Argument<long[]> _entryIds = new("id")
    {
        Description = "The numbers in the column 'id' of 'deadletters list'.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> _all = new("--all") { Description = "All there are now, or those that the filters let through." };
    private readonly LetterFilter _filter;
    private readonly Confirmation _confirmation;

    private LetterSelection(Command command, Surroundings surroundings)
    {
        command.Add(_entryIds);
        command.Add(_all);
        _filter = LetterFilter.AddTo(command, surroundings.Time);
        _confirmation = Confirmation.AddTo(command, surroundings);
        command.Validators.Add(result =>
        {
            var named = result.GetValue(_entryIds) is { Length: > 0 };
            if (named == (result.GetValue(_all) || result.GetResult(_filter.OlderThan) is not null))
            {
                result.AddError("Name the dead letters by their ids, or use --all or --older-than.");
            }
            else if (named && _filter.IsGiven(result))
            {
                result.AddError("The filters go with --all: ids name single dead letters.");
            }
        });
    }

    public static LetterSelection AddTo(Command command, Surroundings surroundings) => new(command, surroundings);

    /// <returns>Null when they are not meant after all.</returns>
    public async Task<IReadOnlyList<long>?> ReadAsync(ParseResult result, IOperatedInbox inbox, string verb, CancellationToken cancellationToken)
    {
        List<long> entryIds = [.. result.GetValue(_entryIds)!.Distinct()];
        if (entryIds.Count == 0)
        {
            await foreach (var letter in _filter.ReadAsync(result, inbox, cancellationToken))
            {
                entryIds.Add(letter.EntryId);
            }
        }

        return entryIds.Count <= 1 || await _confirmation.IsMeantAsync(result, $"{verb} {entryIds.Count} dead letters?", cancellationToken) ? entryIds : null;
    }
}
