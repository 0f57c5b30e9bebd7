using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using EightBit.Webhooks.Cli.Output;
using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Cli.DeadLetters.Printing;

/// <summary>How the parts of a dead letter are written.</summary>
internal static partial class LetterText
{
    private const int ErrorLength = 80;

    public static string Reason(DeadLetter letter) => JsonNamingPolicy.SnakeCaseLower.ConvertName(letter.Reason.ToString());

    public static string Receiver(DeadLetter letter) => letter.Delivery.Receiver is "" ? "(default)" : PlainText.OneLine(letter.Delivery.Receiver);

    /// <summary>What went wrong, in a few words: handler, exception and message, without namespaces and stack trace.</summary>
    public static string ShortError(DeadLetter letter)
        => PlainText.OneLine(Namespaces().Replace(letter.Error.Split('\r', '\n')[0], ""), ErrorLength);

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<=^|: )(?:\w+\.)+(?=\w+:)")]
    private static partial Regex Namespaces();
}
