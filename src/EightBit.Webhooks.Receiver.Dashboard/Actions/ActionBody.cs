using System.Globalization;
using System.Text.Json;
using EightBit.Webhooks.Receiver.Dashboard.Answering;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace EightBit.Webhooks.Receiver.Dashboard.Actions;

/// <summary>Reads the body of an action: the numbers of its dead letters, each once, oldest first; or what is wrong with it.</summary>
internal sealed record ActionBody(IReadOnlyList<long> EntryIds, int Status, string Problem)
{
    private const int MaxBytes = 64 * 1024;
    private const int MaxEntries = 1000;

    public static bool IsJson(HttpRequest request)
        => MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase);

    public static async Task<ActionBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxBytes)
        {
            return TooLarge();
        }

        var bytes = new byte[MaxBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return length > MaxBytes ? TooLarge() : Parse(bytes.AsSpan(0, length));
    }

    private static ActionBody Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, DashboardJson.Default.ActionRequest)?.EntryIds is { Count: > 0 and <= MaxEntries } entryIds
                ? Parse(entryIds)
                : Wrong($"The body must be {{\"entryIds\": [\"1\"]}} with 1 to {MaxEntries} numbers of dead letters.");
        }
        catch (JsonException)
        {
            return Wrong("The body is not the JSON that this takes: {\"entryIds\": [\"1\"]}, the numbers as texts.");
        }
    }

    private static ActionBody Parse(IReadOnlyList<string?> entryIds)
    {
        var numbers = new SortedSet<long>();
        foreach (var entryId in entryIds)
        {
            if (!long.TryParse(entryId, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return Wrong("An entry id is no number; take them from the list of dead letters.");
            }

            numbers.Add(number);
        }

        return new([.. numbers], StatusCodes.Status200OK, "");
    }

    private static ActionBody Wrong(string problem) => new([], StatusCodes.Status400BadRequest, problem);

    private static ActionBody TooLarge() => new([], StatusCodes.Status413PayloadTooLarge, $"The body is larger than {MaxBytes} bytes.");
}
