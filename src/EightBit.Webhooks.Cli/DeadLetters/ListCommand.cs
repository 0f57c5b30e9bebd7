using System.CommandLine;
using EightBit.Webhooks.Cli.CommandLine;
using EightBit.Webhooks.Cli.DeadLetters.Printing;

namespace EightBit.Webhooks.Cli.DeadLetters;

/// <summary>Lists dead letters.</summary>
internal static class ListCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var limit = new Option<int>("--limit") { Description = "How many at most, the oldest first.", HelpName = "count", DefaultValueFactory = _ => 100 };
        limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--limit is at least 1.");
            }
        });
        var json = new Option<bool>("--json") { Description = "One JSON document, for programs." };
        var bodies = new Option<bool>("--bodies") { Description = "With --json: the bodies too." };
        var command = new CliCommand("list", "Lists dead letters, oldest first.")
            .Example("eightbit-webhooks deadletters list --sqlite /var/lib/app/webhooks.db", "All of a SQLite inbox")
            .Example("eightbit-webhooks deadletters list --redis redis.example.com:6379 --type 'conversation.*' --since 24h", "Of a Redis inbox, those of a category and of the last day")
            .Example(
                "eightbit-webhooks deadletters list --sqlite webhooks.db --json --bodies --unredacted | jq '.letters[].body | fromjson'",
                "Their bodies, for a program");
        var inbox = InboxOptions.AddTo(command, surroundings);
        var filter = LetterFilter.AddTo(command, surroundings.Time);
        var redaction = RedactionOptions.AddTo(command);
        command.Add(limit);
        command.Add(json);
        command.Add(bodies);
        command.Validators.Add(result =>
        {
            if (result.GetValue(bodies) && !result.GetValue(json))
            {
                result.AddError("--bodies goes with --json; 'deadletters show' shows one body.");
            }
        });
        command.SetAction((result, cancellationToken) => inbox.UseAsync(
            result,
            async opened =>
            {
                var hidden = redaction.Read(result);
                var letters = filter.ReadAsync(result, opened, cancellationToken)
                    .Select(letter => new ShownLetter(letter, hidden));
                if (result.GetValue(json))
                {
                    await LetterJson.WriteListAsync(surroundings, letters, result.GetValue(limit), result.GetValue(bodies), cancellationToken);
                }
                else
                {
                    await WriteTableAsync(surroundings, letters, result.GetValue(limit), cancellationToken);
                }

                return ExitCode.Success;
            },
            cancellationToken));
        return command;
    }

    private static async Task WriteTableAsync(
        Surroundings surroundings, IAsyncEnumerable<ShownLetter> letters, int limit, CancellationToken cancellationToken)
    {
        var table = new LetterTable();
        await foreach (var letter in letters.WithCancellation(cancellationToken))
        {
            if (table.Count == limit)
            {
                surroundings.Error.WriteLine($"There are more than these {limit}: raise --limit, or filter.");
                break;
            }

            table.Add(letter.Letter);
        }

        if (table.Count == 0)
        {
            surroundings.Error.WriteLine("No dead letters.");
            return;
        }

        table.WriteTo(surroundings.Out);
    }
}
