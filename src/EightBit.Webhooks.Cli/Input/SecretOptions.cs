using System.CommandLine;
using EightBit.Webhooks.Cli.CommandLine;
using EightBit.Webhooks.Receiver.Secrets;

namespace EightBit.Webhooks.Cli.Input;

/// <summary>Where a command gets the secret from: the environment, standard input, or (with a warning) the command line.</summary>
internal sealed class SecretOptions
{
    public const string Variable = "EIGHTBIT_WEBHOOKS_SECRET";

    private readonly Surroundings _surroundings;

    private readonly Option<string?> _text = new("--secret")
    {
        Description = $"The endpoint's secret. Others on this machine can see it, and the shell remembers it: prefer the variable {Variable}.",
        HelpName = "text",
    };

    private readonly Option<bool> _fromInput = new("--secret-stdin")
    {
        Description = "Read the secret from standard input.",
    };

    private readonly Option<SecretEncoding> _encoding = new("--secret-encoding")
    {
        Description = "Utf8: the secret's text is the key. Hex: the bytes that its hex digits stand for are.",
        DefaultValueFactory = _ => SecretEncoding.Utf8,
    };

    private SecretOptions(Surroundings surroundings) => _surroundings = surroundings;

    public static SecretOptions AddTo(Command command, Surroundings surroundings)
    {
        var options = new SecretOptions(surroundings);
        command.Add(options._text);
        command.Add(options._fromInput);
        command.Add(options._encoding);
        return options;
    }

    /// <summary>Whether standard input holds the secret, so that nothing else can be read from it.</summary>
    public bool TakesInput(ParseResult result) => result.GetValue(_fromInput);

    public SecretEncoding Encoding(ParseResult result) => result.GetValue(_encoding);

    /// <exception cref="CliException">There is none, or it cannot be one.</exception>
    public WebhookSecret Read(ParseResult result)
    {
        var encoding = Encoding(result);
        return WebhookSecret.TryCreate(ReadText(result), encoding, out var secret, out var problem)
            ? secret
            : throw new CliException($"The secret {problem}.");
    }

    /// <summary>The text as it was given, whatever is wrong with it.</summary>
    public string ReadText(ParseResult result)
    {
        if (result.GetValue(_text) is { } text)
        {
            _surroundings.Error.MarkupLine(
                $"[yellow]warning:[/] a secret on the command line is visible to others and stays in the shell's history. Use {Variable} or --secret-stdin.");
            return text;
        }

        if (result.GetValue(_fromInput))
        {
            using var reader = new StreamReader(_surroundings.OpenInput());
            return WithoutLineEnd(reader.ReadToEnd());
        }

        return _surroundings.Environment(Variable)
            ?? throw new CliException($"There is no secret. Set the environment variable {Variable}, or pipe it in with --secret-stdin.");
    }

    // 'echo' and 'cat' end with one; the platform's secrets have none.
    private static string WithoutLineEnd(string text)
        => text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;
}
