using EightBit.Webhooks.Cli.Checking.Sending;
using EightBit.Webhooks.Cli.CommandLine;
using EightBit.Webhooks.Cli.DeadLetters.Printing;
using EightBit.Webhooks.Cli.Output;
using EightBit.Webhooks.Cli.Sending;
using EightBit.Webhooks.Receiver.Redaction;

namespace Fuzz.Targets.Shown;

/// <summary>
/// What the command reads: files, signatures, answers of receivers, dead letters. It ends with one of its exit codes, and prints nothing that a
/// terminal would obey. The first character of an input says which command gets the rest.
/// </summary>
internal sealed class CliTarget : IFuzzed
{
    private static readonly int[] ExitCodes = [ExitCode.Success, ExitCode.Failure, ExitCode.Unusable];

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"fuzzed-body-{Guid.NewGuid():N}.json");

    public void Take(byte[] input)
    {
        var rest = input.AsSpan(Math.Min(1, input.Length)).ToArray();
        switch ((input.Length > 0 ? input[0] : 0) % 5)
        {
            case 0:
                Run(rest, "sign", "-");
                break;

            case 1:
                var signature = Lines.Take(rest, 1, out var body)[0];
                Run(body, "verify", "--", signature, "-");
                break;

            case 2:
                File.WriteAllBytes(_file, rest);
                Run([], "send", "--file", _file, "--set", "data.content=hi", "--print", "--to", "http://localhost:1/");
                File.Delete(_file);
                break;

            case 3:
                ShowAnswer(rest);
                break;

            default:
                ShowDeadLetter(rest);
                break;
        }
    }

    private static void Run(byte[] standardInput, params string[] arguments)
    {
        using var output = new StringWriter();
        using var bytes = new MemoryStream();
        var terminal = Terminal.Of(output, isTerminal: false);
        var exitCode = Application.RunAsync(arguments, new Surroundings
        {
            OpenInput = () => new MemoryStream(standardInput),
            IsInputRedirected = true,
            Out = terminal,
            OpenOutput = () => bytes,
            Error = terminal,
            Environment = name => name == "EIGHTBIT_WEBHOOKS_SECRET" ? Keys.Text : null,
            Time = new StoppedClock(),
        }).GetAwaiter().GetResult();

        Promise.That(ExitCodes.Contains(exitCode), $"a command ends with an exit code that is documented, not {exitCode}");
        if (arguments[0] != "send") // which prints the body as it is, for a shell to take
        {
            Printed.Check(output.ToString());
        }
    }

    private static void ShowAnswer(byte[] bytes)
    {
        try
        {
            AnswerHead.ReadAsync(new MemoryStream(bytes), CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is FormatException or IOException)
        {
            // Documented.
        }

        var answer = new DeliveryAnswer { Result = AttemptResult.Acknowledged, Elapsed = TimeSpan.FromMilliseconds(5), Status = 200, Body = bytes };
        Printed.Check(AnswerText.Headline(answer) + AnswerText.Body(answer));
    }

    private static void ShowDeadLetter(byte[] body)
    {
        foreach (var redaction in (WebhookRedaction?[])[null, new WebhookRedaction(WebhookRedaction.DefaultPaths)])
        {
            using var output = new StringWriter();
            var shown = new ShownLetter(FuzzedLetter.With(body), redaction);
            LetterDetails.WriteTo(Terminal.Of(output, isTerminal: false), shown);
            Printed.Check(output + LetterText.ShortError(shown.Letter) + LetterText.Receiver(shown.Letter));
        }
    }
}
