namespace EightBit.Webhooks.Receiver.FunctionalTests.Hosting;

/// <summary>One measurement, as a monitoring system gets it.</summary>
internal sealed record Measured(string Instrument, double Value, IReadOnlyDictionary<string, string> Tags)
{
    public string Outcome => Tags["eightbit.webhooks.outcome"];

    public override string ToString() => $"{Instrument} {Value} {{{string.Join(", ", Tags.Select(tag => $"{tag.Key}={tag.Value}"))}}}";
}
