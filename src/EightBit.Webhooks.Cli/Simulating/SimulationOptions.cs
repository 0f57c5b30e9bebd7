using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using EightBit.Webhooks.Cli.CommandLine;
using EightBit.Webhooks.Cli.Input;
using EightBit.Webhooks.Cli.Sending;

namespace EightBit.Webhooks.Cli.Simulating;

/// <summary>What a simulation is told on the command line.</summary>
internal sealed class SimulationOptions
{
    private const long DefaultEvents = 500;
    private const int DefaultConcurrencyAtRate = 512;
    private const int DefaultConcurrency = 64;
    private const int MostConcurrency = 10_000;
    private const string Fresh = "fresh";
    private const string First = "first";

    private readonly TargetOptions _target;

    private readonly Option<long?> _events = new("--events")
    {
        Description = $"How many events. {DefaultEvents} unless a duration is given.",
        HelpName = "number",
        CustomParser = Number<long?>(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null, "a number of events, such as 1000"),
    };

    private readonly Option<TimeSpan?> _duration = new("--duration")
    {
        Description = "How long to send new events, such as 30s, 10m or 2h. What has failed is sent again after that too.",
        HelpName = "time",
        CustomParser = Number<TimeSpan?>(text => DurationText.TryParse(text, out var duration) && duration > TimeSpan.Zero ? duration : null, "a length of time, such as 30s, 10m or 2h"),
    };

    private readonly Option<string?> _types = new("--types")
    {
        Description = "Which events, separated by commas: message.received,conversation.*. All unless given.",
        HelpName = "types",
        CompletionSources = { EventTypes.CompletePatterns },
    };

    private readonly Option<Rate> _rate = new("--rate")
    {
        Description = "How many new events in a second, minute or hour (50/s, 300/m, 100/h), or max for as many as possible. Duplicates and retries come on top.",
        HelpName = "rate",
        DefaultValueFactory = _ => new Rate(50),
        CustomParser = Number<Rate?, Rate>(text => Rate.TryParse(text, out var rate) ? rate : null, rate => rate!.Value, "a rate: 50/s, 300/m, 100/h or max"),
    };

    private readonly Option<int?> _concurrency = new("--concurrency")
    {
        Description = $"How many attempts at a time, at most. {DefaultConcurrency} with --rate max, otherwise {DefaultConcurrencyAtRate}.",
        HelpName = "number",
        CustomParser = Number<int?>(
            text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= MostConcurrency ? number : null,
            $"a number from 1 to {MostConcurrency}"),
    };

    private readonly Option<double> _duplicates = ShareOption("--duplicates", "The share of events that are sent again later, such as 5%.");
    private readonly Option<double> _concurrentDuplicates = ShareOption("--concurrent-duplicates", "The share of events that are sent twice at the same time.");
    private readonly Option<double> _reordered = ShareOption("--reorder", "The share of events that up to 20 later ones overtake.");

    private readonly Option<double> _timeScale = new("--time-scale")
    {
        Description = "How many times faster than the platform to send again what has failed: with 1000, 10 s are 10 ms and 6 h are 21.6 s. The 5 s for an answer stay.",
        HelpName = "factor",
        DefaultValueFactory = _ => 1,
        CustomParser = Number<double?, double>(
            text => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var factor) && factor is >= 0.1 and <= 1_000_000 ? factor : null,
            factor => factor!.Value,
            "a number from 0.1 to 1000000"),
    };

    private readonly Option<string> _retryTimestamp = new("--retry-timestamp")
    {
        Description = "The timestamp header of a retry: that of its own time, or that of the first attempt.",
        DefaultValueFactory = _ => Fresh,
    };

    private readonly Option<int?> _seed = new("--seed")
    {
        Description = "Makes a run repeatable: the same events with the same ids, the same duplicates, in the same order. The report names the seed of every run.",
        HelpName = "number",
    };

    private readonly Option<DateTimeOffset?> _createdAt = new("--created-at")
    {
        Description = "The time that all bodies state. With it and a seed, two runs send the same bodies, byte for byte. Otherwise the time at which they are made.",
        HelpName = "time",
        CustomParser = Number<DateTimeOffset?>(
            text => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null, "a time, such as 2026-01-31T12:00:00Z"),
    };

    private SimulationOptions(Command command, Surroundings surroundings)
    {
        _target = TargetOptions.AddTo(command, surroundings);
        _retryTimestamp.AcceptOnlyFromAmong(Fresh, First);
        Option[] all =
        [
            _events, _duration, _types, _rate, _concurrency, _duplicates, _concurrentDuplicates, _reordered, _timeScale, _retryTimestamp, _seed, _createdAt,
        ];
        foreach (var option in all)
        {
            command.Add(option);
        }
    }

    public static SimulationOptions AddTo(Command command, Surroundings surroundings) => new(command, surroundings);

    /// <exception cref="CliException">The target or a type is none.</exception>
    public SimulationSettings Read(ParseResult result, SecretOptions secret)
    {
        var rate = result.GetValue(_rate);
        var duration = result.GetValue(_duration);
        return new SimulationSettings
        {
            Target = _target.Read(result),
            Secret = secret.Read(result),
            Seed = result.GetValue(_seed) ?? Random.Shared.Next(),
            Events = result.GetValue(_events) ?? (duration is null ? DefaultEvents : null),
            Duration = duration,
            Types = Types(result.GetValue(_types)),
            Rate = rate,
            Concurrency = result.GetValue(_concurrency) ?? (rate == Rate.Max ? DefaultConcurrency : DefaultConcurrencyAtRate),
            Duplicates = result.GetValue(_duplicates),
            ConcurrentDuplicates = result.GetValue(_concurrentDuplicates),
            Reordered = result.GetValue(_reordered),
            TimeScale = result.GetValue(_timeScale),
            RepeatsTimestamp = result.GetValue(_retryTimestamp) == First,
            CreatedAt = result.GetValue(_createdAt),
        };
    }

    private static IReadOnlyList<string> Types(string? patterns)
        => patterns is null
            ? []
            : [.. patterns.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).SelectMany(pattern =>
                EventTypes.Matching(pattern) is { Count: > 0 } types ? types : throw new CliException($"No event type is '{pattern}'. Use these, or a wildcard such as message.*: {string.Join(", ", EventTypes.Matching("*"))}.")).Distinct()];

    private static Option<double> ShareOption(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "percent",
        CustomParser = Number<double?, double>(Share, share => share!.Value, "a share from 0% to 100%, such as 5%"),
    };

    private static double? Share(string text)
        => double.TryParse(text.AsSpan().TrimEnd('%'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent <= 100 ? percent / 100 : null;

    private static Func<ArgumentResult, T?> Number<T>(Func<string, T?> parse, string what) => Number<T?, T?>(parse, value => value, what);

    private static Func<ArgumentResult, TResult?> Number<T, TResult>(Func<string, T?> parse, Func<T?, TResult?> convert, string what)
        => argument =>
        {
            var text = argument.Tokens[0].Value;
            if (parse(text) is { } value)
            {
                return convert(value);
            }

            argument.AddError($"'{text}' is not {what}.");
            return default;
        };
}
