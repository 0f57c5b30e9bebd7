using System.CommandLine;
using EightBit.Webhooks.Cli.CommandLine;
using EightBit.Webhooks.Cli.DeadLetters.Printing;
using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Cli.DeadLetters;

/// <summary>Shows all of one dead letter.</summary>
internal static class ShowCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var id = new Argument<long>("id") { Description = "The number in the column 'id' of 'deadletters list'." };
        var raw = new Option<bool>("--raw") { Description = "Only the body, byte by byte as it was signed, with nothing hidden." };
        var json = new Option<bool>("--json") { Description = "One JSON document, for programs." };
        var command = new CliCommand("show", "Shows all of a dead letter but personal data: its errors, its history, its headers and its body.")
            .Example("eightbit-webhooks deadletters show 12 --sqlite webhooks.db", "For people")
            .Example("eightbit-webhooks deadletters show 12 --sqlite webhooks.db --redact '$..name'", "Names are hidden as well")
            .Example("eightbit-webhooks deadletters show 12 --sqlite webhooks.db --raw > body.json", "The body as it came, to sign or verify it");
        command.Add(id);
        var inbox = InboxOptions.AddTo(command, surroundings);
        var redaction = RedactionOptions.AddTo(command);
        command.Add(raw);
        command.Add(json);
        command.Validators.Add(result =>
        {
            if (result.GetValue(raw) && result.GetValue(json))
            {
                result.AddError("Use --raw or --json, not both.");
            }
        });
        command.SetAction((result, cancellationToken) => inbox.UseAsync(
            result,
            async opened =>
            {
                var entryId = result.GetValue(id);
                var page = await opened.ListAsync(new DeadLetterQuery { After = Math.Max(0, entryId - 1), Take = 1 }, cancellationToken);
                if (page.Items is not [var letter] || letter.EntryId != entryId)
                {
                    surroundings.Error.WriteLine($"There is no dead letter {entryId}: it was replayed or purged.");
                    return ExitCode.Failure;
                }

                var shown = new ShownLetter(letter, redaction.Read(result));
                await WriteAsync(surroundings, shown, result.GetValue(raw), result.GetValue(json), cancellationToken);
                return ExitCode.Success;
            },
            cancellationToken));
        return command;
    }

    private static async Task WriteAsync(
        Surroundings surroundings, ShownLetter shown, bool raw, bool json, CancellationToken cancellationToken)
    {
        if (json)
        {
            await LetterJson.WriteAsync(surroundings, shown, cancellationToken);
        }
        else if (!raw)
        {
            LetterDetails.WriteTo(surroundings.Out, shown);
        }
        else if (surroundings.Out.IsTerminal)
        {
            throw new CliException("The raw body is not written to a terminal, which would carry out what it holds. Send it to a file or a pipe.");
        }
        else
        {
            await using var output = surroundings.OpenOutput();
            await output.WriteAsync(shown.Letter.Delivery.Body, cancellationToken);
        }
    }
}
