using System.CommandLine;
using EightBit.Webhooks.Cli.CommandLine;

namespace EightBit.Webhooks.Cli.Sending;

/// <summary>Which receiver a command sends to, and how.</summary>
internal sealed class TargetOptions
{
    public const string Variable = "EIGHTBIT_WEBHOOKS_URL";
    public const string DefaultUrl = "http://localhost:5080/webhooks/8bit";

    private readonly Surroundings _surroundings;

    private readonly Option<string?> _url = new("--to")
    {
        Description = $"The receiver's endpoint. Otherwise the variable {Variable}, or {DefaultUrl}.",
        HelpName = "url",
    };

    private readonly Option<string[]> _headers = new("--header")
    {
        Description = "A header to send, in place of the platform's if it has the same name. Can be repeated.",
        HelpName = "name=value",
    };

    private readonly Option<bool> _insecure = new("--insecure")
    {
        Description = "Take any certificate, such as that of a development machine.",
    };

    private TargetOptions(Surroundings surroundings) => _surroundings = surroundings;

    public static TargetOptions AddTo(Command command, Surroundings surroundings)
    {
        var options = new TargetOptions(surroundings);
        command.Add(options._url);
        command.Add(options._headers);
        command.Add(options._insecure);
        return options;
    }

    /// <exception cref="CliException">The url or a header is none.</exception>
    public Target Read(ParseResult result)
    {
        var url = Target.ParseUrl(result.GetValue(_url) ?? _surroundings.Environment(Variable) ?? DefaultUrl);
        return new Target(url, [.. (result.GetValue(_headers) ?? []).Select(ParseHeader)], result.GetValue(_insecure));
    }

    private static KeyValuePair<string, string> ParseHeader(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? "" : text[..equals];
        return name.Length > 0 && name.All(character => char.IsAsciiLetterOrDigit(character) || "!#$%&'*+-.^_`|~".Contains(character, StringComparison.Ordinal))
            ? KeyValuePair.Create(name, text[(equals + 1)..])
            : throw new CliException($"'{text}' is no header. Write it like X-Environment=staging.");
    }
}
