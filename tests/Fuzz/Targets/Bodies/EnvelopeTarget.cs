using System.Text.Json;
using EightBit.Webhooks.Receiver.Envelopes;

namespace Fuzz.Targets.Bodies;

/// <summary>The envelope of a signed body: read as another parser reads it, or refused.</summary>
internal sealed class EnvelopeTarget : IFuzzed
{
    private const int Longest = 200;

    public void Take(byte[] input)
    {
        if (!EnvelopeReader.TryRead(input, out var envelope, out var problem))
        {
            Promise.That(problem.Length > 0, "a refusal says why");
            Promise.IsOneLine(problem, "the reason of a refusal");
            return;
        }

        CheckIdentifier(envelope.Id, "id");
        CheckIdentifier(envelope.Type, "type");
        CheckIdentifier(envelope.ConversationId ?? "-", "conversation");

        var json = input.AsSpan().StartsWith("\uFEFF"u8) ? input.AsMemory(3) : input;
        using var document = JsonDocument.Parse(json); // throws where the scan has taken something that is no JSON
        CheckMember(document.RootElement, "id", envelope.Id);
        CheckMember(document.RootElement, "type", envelope.Type);
        CheckData(document.RootElement, input.AsMemory()[envelope.Data]);
    }

    private static void CheckIdentifier(string text, string name)
    {
        Promise.That(text.Length is > 0 and <= Longest && !string.IsNullOrWhiteSpace(text), $"{name} has 1 to {Longest} characters");
        Promise.IsOneLine(text, name);
    }

    private static void CheckMember(JsonElement root, string name, string expected)
    {
        Promise.That(Find(root, name) is { }, $"there is a {name} where one was read");
        var value = Find(root, name)!.Value;
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
        Promise.That(text == expected, $"{name} is what another parser reads");
    }

    private static void CheckData(JsonElement root, ReadOnlyMemory<byte> data)
    {
        if (Find(root, "data") is not { } value)
        {
            Promise.That(data.IsEmpty, "there is no data where there is none");
            return;
        }

        using var read = JsonDocument.Parse(data);
        Promise.That(read.RootElement.GetRawText() == value.GetRawText(), "the data is what another parser reads");
    }

    /// <summary>By another parser, which throws where it meets a name with half of a surrogate pair.</summary>
    private static JsonElement? Find(JsonElement root, string name)
    {
        foreach (var member in root.EnumerateObject())
        {
            try
            {
                if (member.NameEquals(name))
                {
                    return member.Value;
                }
            }
            catch (InvalidOperationException)
            {
                // Such a name is none of ours.
            }
        }

        return null;
    }
}
