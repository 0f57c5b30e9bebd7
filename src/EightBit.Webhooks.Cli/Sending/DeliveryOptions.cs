using System.CommandLine;
using System.Text;
using System.Text.Json;
using EightBit.Webhooks.Cli.CommandLine;
using EightBit.Webhooks.Cli.Input;
using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Sending;

namespace EightBit.Webhooks.Cli.Sending;

/// <summary>What one delivery consists of.</summary>
internal sealed class DeliveryOptions
{
    private readonly Surroundings _surroundings;

    private readonly Argument<string?> _type = new("event-type")
    {
        Description = "Such as message.received. Of a type that the platform does not document, the data are empty. May be left out with --file.",
        Arity = ArgumentArity.ZeroOrOne,
        CompletionSources = { EventTypes.Complete },
    };

    private readonly Option<string?> _file = new("--file")
    {
        Description = "A file with the whole body. Sent byte by byte, unless <event-type>, --set or --event-id change it.",
        HelpName = "body.json",
    };

    private readonly Option<string[]> _assignments = new("--set")
    {
        Description = "Change a value of the body, such as data.content=hi or data.tags.0=vip: JSON if it is JSON, otherwise text. Can be repeated.",
        HelpName = "path=value",
    };

    private readonly Option<string?> _id = new("--event-id")
    {
        Description = "The id in the body, to send an event again. Otherwise a new one.",
        HelpName = "id",
    };

    private readonly Option<string?> _timestamp = new("--timestamp")
    {
        Description = "The timestamp header: Unix seconds, 2026-01-31T12:00:00Z, or how far from now (-10m, +1h). Otherwise now.",
        HelpName = "time",
    };

    private DeliveryOptions(Surroundings surroundings) => _surroundings = surroundings;

    public static DeliveryOptions AddTo(Command command, Surroundings surroundings)
    {
        var options = new DeliveryOptions(surroundings);
        command.Add(options._type);
        command.Add(options._file);
        command.Add(options._assignments);
        command.Add(options._id);
        command.Add(options._timestamp);
        return options;
    }

    /// <summary>The file whose bytes are sent as they are, if it is one.</summary>
    public string? UnchangedFile(ParseResult result)
        => result.GetValue(_type) is null && result.GetValue(_id) is null && Assignments(result).Length == 0 ? result.GetValue(_file) : null;

    /// <exception cref="CliException">There is no such delivery.</exception>
    public async Task<SignedDelivery> CreateAsync(ParseResult result, Target target, WebhookSecret secret, CancellationToken cancellationToken)
    {
        var delivery = UnchangedFile(result) is { } file
            ? SignedDelivery.OfBytes(await BodyFile.ReadAsync(file, cancellationToken), secret, _surroundings.Time)
            : SignedDelivery.Of(await CreateEventAsync(result, cancellationToken), secret, _surroundings.Time);
        if (result.GetValue(_timestamp) is { } timestamp)
        {
            delivery = delivery.WithTimestamp(TimestampText.ToHeader(timestamp, _surroundings.Time.GetUtcNow()));
        }

        return target.Headers.Aggregate(delivery, (changed, header) => changed.WithHeader(header.Key, header.Value));
    }

    private async Task<SampleEvent> CreateEventAsync(ParseResult result, CancellationToken cancellationToken)
    {
        try
        {
            var created = result.GetValue(_file) is { } file
                ? WithType(Parse(file, await BodyFile.ReadAsync(file, cancellationToken)), result)
                : Sample(result.GetValue(_type) ?? throw new CliException("Name an event type, such as message.received, or a file with --file."));
            var changed = Assignments(result).Aggregate(created, (changing, assignment) => changing.With(assignment));
            return result.GetValue(_id) is { } id ? changed with { Id = id } : changed;
        }
        catch (ArgumentException exception)
        {
            throw new CliException(exception.Message, exception);
        }
    }

    private SampleEvent WithType(SampleEvent read, ParseResult result) => result.GetValue(_type) is { } type ? read with { Type = type } : read;

    private static SampleEvent Parse(string file, byte[] body)
    {
        try
        {
            return SampleEvent.Parse(Encoding.UTF8.GetString(body));
        }
        catch (JsonException exception)
        {
            throw new CliException($"'{file}' is no JSON, so nothing in it can be changed: {exception.Message}", exception);
        }
    }

    private SampleEvent Sample(string type)
    {
        if (SampleEvents.EventTypes.Contains(type))
        {
            return SampleEvents.Create(type);
        }

        _surroundings.Error.WriteLine($"There is no sample of '{type}', so its data are empty but for --set. There is one of each of: {string.Join(", ", SampleEvents.EventTypes)}.");
        return SampleEvent.Create(type, new System.Text.Json.Nodes.JsonObject());
    }

    private string[] Assignments(ParseResult result) => result.GetValue(_assignments) ?? [];
}
