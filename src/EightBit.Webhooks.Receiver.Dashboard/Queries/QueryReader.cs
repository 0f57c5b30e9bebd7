using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace EightBit.Webhooks.Receiver.Dashboard.Queries;

/// <summary>Reads a query string strictly, and keeps the first thing that is wrong with it, in words.</summary>
internal sealed class QueryReader
{
    private const int MaxTextLength = 500;

    private static readonly string[] TimeFormats =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    private readonly IQueryCollection _query;

    public QueryReader(HttpRequest request) => _query = request.Query;

    /// <summary>What is wrong; null when nothing is.</summary>
    public string? Problem { get; private set; }

    /// <summary>A text; null where it is left out or empty.</summary>
    public string? Text(string name) => TextOrEmpty(name) is { Length: > 0 } text ? text : null;

    /// <summary>A text for which empty is a value: the default receiver has the empty name. Null where it is left out.</summary>
    public string? TextOrEmpty(string name)
    {
        var values = _query[name];
        if (values.Count > 1)
        {
            return Fail<string>($"{name} is given {values.Count} times; give it once.");
        }

        return values is [{ Length: > MaxTextLength }] ? Fail<string>($"{name} is longer than {MaxTextLength} characters.") : values.ToString() is var text && values.Count == 1 ? text : null;
    }

    public int Number(string name, int least, int most, int otherwise)
    {
        if (Text(name) is not { } text)
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Fail<string>($"{name} must be a number from {least} to {most}.");
        return otherwise;
    }

    /// <summary>Where a page begins; null for the first page.</summary>
    public long? Cursor(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Fail<string>($"{name} must be the \"next\" of the page before.");
        return null;
    }

    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (DateTimeOffset.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time.ToUniversalTime();
        }

        Fail<string>($"{name} must be a time such as 2026-08-01T12:30:00Z; the + of an offset is written %2B.");
        return null;
    }

    /// <summary>One of a few words; null where it is left out.</summary>
    public string? Word(string name, params ReadOnlySpan<string> words)
    {
        if (Text(name) is not { } text || words.Contains(text))
        {
            return Text(name);
        }

        return Fail<string>($"{name} must be {string.Join(" or ", words!)}.");
    }

    private T? Fail<T>(string problem)
        where T : class
    {
        Problem ??= problem;
        return null;
    }
}
