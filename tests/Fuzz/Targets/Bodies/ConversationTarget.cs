namespace Fuzz.Targets.Bodies;

/// <summary>The data of an event, for the conversation that it names: by the documented precedence, which depends on the type, and fit to be a key.</summary>
internal sealed class ConversationTarget : IFuzzed
{
    public void Take(byte[] input)
    {
        EnvelopeCheck.Read([.. """{"id":"evt_1","type":"conversation.created","data":"""u8, .. input, .. "}"u8]);
        EnvelopeCheck.Read([.. """{"id":"evt_1","type":"message.received","data":"""u8, .. input, .. "}"u8]);
    }
}
