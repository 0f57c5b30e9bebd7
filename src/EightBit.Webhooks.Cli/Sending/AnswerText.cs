using System.Globalization;
using System.Text;
using EightBit.Webhooks.Cli.Output;
using Microsoft.AspNetCore.WebUtilities;

namespace EightBit.Webhooks.Cli.Sending;

/// <summary>An answer for a person to read.</summary>
internal static class AnswerText
{
    private const int MostCharacters = 1_000;

    public static string Headline(DeliveryAnswer answer)
    {
        var milliseconds = answer.Elapsed.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture);
        return answer.Result == AttemptResult.Timeout
            ? $"No answer within {DeliverySender.TimeLimit.TotalSeconds:0} seconds, after which the platform gives up and tries again later"
            : $"{answer.Status} {ReasonPhrases.GetReasonPhrase(answer.Status)}{(answer.Code is { } code ? $" ({code})" : "")} after {milliseconds} ms";
    }

    /// <summary>The body's beginning, with nothing in it that a terminal would obey.</summary>
    public static string Body(DeliveryAnswer answer)
    {
        var text = Encoding.UTF8.GetString(answer.Body.Span);
        var shortened = text.Length > MostCharacters ? text[..MostCharacters] + "…" : text;
        return string.Join('\n', PlainText.Lines(shortened)).TrimEnd();
    }
}
