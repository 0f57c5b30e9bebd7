using System.CommandLine;
using EightBit.Webhooks.Cli.CommandLine;
using EightBit.Webhooks.Cli.Input;
using EightBit.Webhooks.Receiver.Signatures;

namespace EightBit.Webhooks.Cli.Signing;

/// <summary>Signs a body.</summary>
internal static class SignCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var command = new CliCommand("sign", $"Signs a body, and prints what belongs into {WebhookHeaders.Signature}.")
            .Example("eightbit-webhooks sign body.json", "Sign a file")
            .Example("printf '%s' \"$body\" | eightbit-webhooks sign", "Sign what is piped in, without a line end that is not part of it");
        var body = BodyArgument.AddTo(command, surroundings);
        var secret = SecretOptions.AddTo(command, surroundings);
        command.SetAction(async (result, cancellationToken) =>
        {
            var key = secret.Read(result);
            var bytes = await body.ReadAsync(result, secret.TakesInput(result), cancellationToken);
            surroundings.Out.Writer.WriteLine(WebhookSignature.Sign(bytes, key));
            return ExitCode.Success;
        });
        return command;
    }
}
