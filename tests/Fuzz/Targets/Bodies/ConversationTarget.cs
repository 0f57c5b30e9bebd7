using EightBit.Webhooks.Receiver.Envelopes;

namespace Fuzz.Targets.Bodies;

/// <summary>The data of an event, for the conversation that it names: by the documented precedence, and fit to be a key.</summary>
internal sealed class ConversationTarget : IFuzzed
{
    public void Take(byte[] input)
    {
        byte[] body = [.. """{"id":"evt_1","type":"conversation.created","data":"""u8, .. input, .. "}"u8];
        if (!EnvelopeReader.TryRead(body, out var envelope, out var problem))
        {
            Promise.IsOneLine(problem, "the reason of a refusal");
            return;
        }

        if (envelope.ConversationId is { } id)
        {
            Promise.That(id.Length is > 0 and <= 200, "a conversation has 1 to 200 characters");
            Promise.IsOneLine(id, "a conversation");
        }
    }
}
