using System.CommandLine;
using EightBit.Webhooks.Cli.CommandLine;
using EightBit.Webhooks.Cli.Input;
using EightBit.Webhooks.Receiver.Testing.Sending;

namespace EightBit.Webhooks.Cli.Sending;

/// <summary>Makes one delivery.</summary>
internal static class SendCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var command = new CliCommand("send", "Signs one event and sends it to a receiver, as the platform does, and shows the answer. Ends with 0 for 2xx, 1 for anything else, 2 if nothing can be reached.")
            .Example("eightbit-webhooks send message.received --to http://localhost:5080/webhooks/8bit", "A sample event")
            .Example("eightbit-webhooks send message.received --set data.content='Hello!' --set data.conversation_id=conv_1", "With values of your own")
            .Example("eightbit-webhooks send --file body.json --timestamp -10m", "A body of your own, sent ten minutes too late")
            .Example("eightbit-webhooks send conversation.ended --event-id evt_1 --print", "Only print it, as a command for curl");
        var delivery = DeliveryOptions.AddTo(command, surroundings);
        var target = TargetOptions.AddTo(command, surroundings);
        var print = new Option<bool>("--print") { Description = "Send nothing; print the delivery as a command for curl. The secret is not in it." };
        command.Add(print);
        var secret = SecretOptions.AddTo(command, surroundings);
        command.SetAction(async (result, cancellationToken) =>
        {
            var to = target.Read(result);
            var signed = await delivery.CreateAsync(result, to, secret.Read(result), cancellationToken);
            if (result.GetValue(print))
            {
                surroundings.Out.Writer.WriteLine(CurlCommand.Of(signed, to, delivery.UnchangedFile(result)));
                return ExitCode.Success;
            }

            return Show(await SendAsync(signed, to, surroundings.Time, cancellationToken), to, surroundings);
        });
        return command;
    }

    private static async Task<DeliveryAnswer> SendAsync(SignedDelivery delivery, Target target, TimeProvider time, CancellationToken cancellationToken)
    {
        using var client = target.CreateClient(connections: 1);
        using var request = delivery.ToRequest(target.Url);
        return await new DeliverySender(client, time).SendAsync(request, cancellationToken);
    }

    private static int Show(DeliveryAnswer answer, Target target, Surroundings surroundings)
    {
        if (answer.Result == AttemptResult.Connection)
        {
            throw new CliException($"{target.Url} cannot be reached: {answer.Problem}");
        }

        var isGood = answer.Result == AttemptResult.Acknowledged;
        if (isGood)
        {
            surroundings.Out.MarkupLine($"[green]{AnswerText.Headline(answer)}[/]");
        }
        else
        {
            surroundings.Out.MarkupLine($"[red]{AnswerText.Headline(answer)}[/]");
        }

        if (AnswerText.Body(answer) is { Length: > 0 } body)
        {
            surroundings.Out.WriteLine(body);
        }

        return isGood ? ExitCode.Success : ExitCode.Failure;
    }
}
