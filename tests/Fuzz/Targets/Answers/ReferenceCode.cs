using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using EightBit.Webhooks.Receiver.PropertyTests.Envelopes;

namespace Fuzz.Targets.Answers;

/// <summary>The code of an answer, by another parser.</summary>
internal static class ReferenceCode
{
    /// <returns>
    /// Whether it is the code: of several the last counts, and there is none where it is no text. Beside a name with half of a character there may be none
    /// either: such an answer is no receiver's.
    /// </returns>
    public static bool IsThat(string? code, string body)
    {
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(body));
            var members = document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.EnumerateObject().Select(member => (Name: NameOf(member), member.Value)).ToList()
                : [];
            return code == TextOf(members.LastOrDefault(member => member.Name == "code").Value)
                || (code is null && members.Any(member => member.Name is null));
        }
        catch (JsonException)
        {
            return code is null;
        }
    }

    private static string? NameOf(JsonProperty member) => ReferenceText.Decode(JsonMarshal.GetRawUtf8PropertyName(member));

    private static string? TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? ReferenceEnvelope.TextOf(value) : null;
}
