using System.CommandLine;
using EightBit.Webhooks.Cli.CommandLine;
using EightBit.Webhooks.Cli.Input;
using EightBit.Webhooks.Receiver.Signatures;

namespace EightBit.Webhooks.Cli.Signing;

/// <summary>Verifies a signature, and finds out why it does not match.</summary>
internal static class VerifyCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var signature = new Argument<string>("signature") { Description = $"The value of {WebhookHeaders.Signature}." };
        var command = new CliCommand("verify", "Verifies the signature of a body. Where it does not match, tries the usual mistakes and names the one that explains it.")
            .Example("eightbit-webhooks verify 5a3f… body.json", "Verify a file")
            .Example("curl -s https://example.com/captured | eightbit-webhooks verify sha256=5a3f…", "Verify what is piped in");
        command.Add(signature);
        var body = BodyArgument.AddTo(command, surroundings);
        var secret = SecretOptions.AddTo(command, surroundings);
        command.SetAction(async (result, cancellationToken) =>
        {
            var text = secret.ReadText(result);
            var bytes = await body.ReadAsync(result, secret.TakesInput(result), cancellationToken);
            var finding = MismatchFinder.Find(bytes, result.GetValue(signature)!, text, secret.Encoding(result));
            if (finding.IsMatch)
            {
                surroundings.Out.MarkupLine($"[green]The signature matches.[/]");
                return ExitCode.Success;
            }

            surroundings.Out.MarkupLine($"[red]The signature does not match.[/]");
            foreach (var line in finding.Explanation)
            {
                surroundings.Out.WriteLine(line);
            }

            return ExitCode.Failure;
        });
        return command;
    }
}
