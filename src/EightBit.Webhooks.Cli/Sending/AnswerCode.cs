using System.Text.Json;

namespace EightBit.Webhooks.Cli.Sending;

/// <summary>The <c>code</c> of an answer such as <c>{"code":"accepted"}</c>.</summary>
internal static class AnswerCode
{
    private const int Longest = 40;

    /// <returns>Null where there is none, or nothing that looks like one.</returns>
    public static string? Read(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty || body[0] != '{')
        {
            return null;
        }

        try
        {
            var reader = new Utf8JsonReader(body);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isCode = reader.ValueTextEquals("code"u8);
                reader.Read();
                if (isCode && reader.TokenType == JsonTokenType.String)
                {
                    return Checked(reader.GetString()!);
                }

                reader.Skip();
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A receiver may answer what it likes.
        }

        return null;
    }

    // It is printed and counted, so it must be short and harmless.
    private static string? Checked(string code)
        => code.Length is > 0 and <= Longest && code.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.') ? code : null;
}
