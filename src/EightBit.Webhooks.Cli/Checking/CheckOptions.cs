using System.CommandLine;
using System.CommandLine.Completions;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using EightBit.Webhooks.Cli.Checking.Effects;
using EightBit.Webhooks.Cli.CommandLine;
using EightBit.Webhooks.Cli.Input;
using EightBit.Webhooks.Receiver.Secrets;

namespace EightBit.Webhooks.Cli.Checking;

/// <summary>The arguments of <c>check</c>.</summary>
internal sealed class CheckOptions
{
    private readonly SecretOptions _secret;

    private readonly Argument<string?> _url = new("url")
    {
        Description = "The receiver's address, such as https://test.example.com/webhooks/8bit.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string[]> _only = Ids("--only", "Run these checks alone.");

    private readonly Option<string[]> _skip = Ids("--skip", "Leave these checks out.");

    private readonly Option<bool> _list = new("--list") { Description = "Print the checks with what they send and why, and send nothing." };

    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object, for programs." };

    private readonly Option<double> _timeout = new("--timeout")
    {
        Description = "How long the platform waits for an answer, in seconds.",
        HelpName = "seconds",
        DefaultValueFactory = _ => CheckSettings.PlatformTimeout.TotalSeconds,
    };

    private readonly Option<bool> _insecure = new("--insecure") { Description = "Accept any TLS certificate." };

    private readonly Option<bool> _prefix = new("--signature-prefix")
    {
        Description = "Write signatures as sha256=…, for a receiver that demands it.",
    };

    private readonly Option<string?> _effects = new("--effects-url")
    {
        Description = $"An address of the receiver that answers a GET with how often the event {EffectsHook.Placeholder} has had an effect, as a number.",
        HelpName = "url",
    };

    private readonly Option<string?> _slow = new("--slow-event-type")
    {
        Description = "A type of event whose processing takes long, to see whether the answer waits for it.",
        HelpName = "type",
    };

    private readonly Option<int> _load = new("--load")
    {
        Description = "How many deliveries answer-under-load sends.",
        HelpName = "count",
        DefaultValueFactory = _ => CheckSettings.DefaultLoad,
    };

    private CheckOptions(SecretOptions secret) => _secret = secret;

    public static CheckOptions AddTo(Command command, Surroundings surroundings)
    {
        var secret = SecretOptions.AddTo(command, surroundings);
        var options = new CheckOptions(secret);
        command.Add(options._url);
        foreach (var option in new Option[]
            {
                options._only, options._skip, options._list, options._json, options._timeout, options._insecure,
                options._prefix, options._effects, options._slow, options._load,
            })
        {
            command.Add(option);
        }

        return options;
    }

    public bool WantsList(ParseResult result) => result.GetValue(_list);

    public bool WantsJson(ParseResult result) => result.GetValue(_json);

    /// <exception cref="CliException">One of them does not exist.</exception>
    public IReadOnlyList<Check> SelectChecks(ParseResult result)
        => Catalog.Select(Split(result.GetValue(_only)), Split(result.GetValue(_skip)));

    /// <exception cref="CliException">They cannot be used.</exception>
    public CheckSettings Read(ParseResult result)
    {
        var url = ReadUrl(result);
        var effects = ReadEffectsUrl(result);
        var timeout = result.GetValue(_timeout);
        if (timeout is not (>= 0.1 and <= 600))
        {
            throw new CliException(string.Create(CultureInfo.InvariantCulture, $"--timeout is {timeout}, and must be 0.1 to 600 seconds."));
        }

        var load = result.GetValue(_load);
        if (load is < 1 or > 100_000)
        {
            throw new CliException($"--load is {load}, and must be 1 to 100000.");
        }

        var (secret, encoding) = (_secret.ReadText(result), _secret.Encoding(result));
        if (!WebhookSecret.TryCreate(secret, encoding, out _, out var problem))
        {
            throw new CliException($"The secret {problem}.");
        }

        return new CheckSettings
        {
            Url = url,
            SecretText = secret,
            SecretEncoding = encoding,
            SignaturePrefix = result.GetValue(_prefix),
            Timeout = TimeSpan.FromSeconds(timeout),
            Insecure = result.GetValue(_insecure),
            EffectsUrl = effects,
            SlowEventType = result.GetValue(_slow),
            Load = load,
        };
    }

    private static Option<string[]> Ids(string name, string description)
    {
        var option = new Option<string[]>(name)
        {
            Description = $"{description} Ids, separated by commas.",
            HelpName = "id,…",
            AllowMultipleArgumentsPerToken = true,
        };
        option.CompletionSources.Add(_ => Catalog.All.Select(check => new CompletionItem(check.Id)));
        return option;
    }

    private static string[] Split(string[]? ids)
        => [.. (ids ?? []).SelectMany(id => id.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    private Uri ReadUrl(ParseResult result)
    {
        var text = result.GetValue(_url) ?? throw new CliException("Which receiver? Give its address, such as https://test.example.com/webhooks/8bit.");
        return IsHttp(text, out var url) ? url : throw new CliException($"'{text}' is not an address that begins with http:// or https://.");
    }

    private string? ReadEffectsUrl(ParseResult result)
    {
        var text = result.GetValue(_effects);
        return text is null || (IsHttp(text, out _) && text.Contains(EffectsHook.Placeholder, StringComparison.Ordinal))
            ? text
            : throw new CliException($"--effects-url is '{text}', and must be an http address that has {EffectsHook.Placeholder} where the event's id belongs.");
    }

    private static bool IsHttp(string text, [NotNullWhen(true)] out Uri? url)
        => Uri.TryCreate(text, UriKind.Absolute, out url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);
}
