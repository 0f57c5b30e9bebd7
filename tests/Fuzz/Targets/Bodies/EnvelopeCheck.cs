using EightBit.Webhooks.Receiver.Envelopes;
using EightBit.Webhooks.Receiver.PropertyTests.Envelopes;

namespace Fuzz.Targets.Bodies;

/// <summary>Reads the envelope of a body, and holds it to what another parser makes of it by the documentation.</summary>
internal static class EnvelopeCheck
{
    /// <exception cref="BrokenPromiseException">It is refused and should not be, or the other way round, or something in it is read otherwise.</exception>
    public static void Read(byte[] body)
    {
        var expected = ReferenceEnvelope.Read(body);
        var isRead = EnvelopeReader.TryRead(body, out var envelope, out var problem);
        Promise.That(isRead == expected is not null, $"a body is refused where another parser refuses it: {problem}");
        if (!isRead)
        {
            Promise.That(problem.Length > 0, "a refusal says why");
            Promise.IsOneLine(problem, "the reason of a refusal");
            return;
        }

        Promise.IsIdentifier(envelope.Id, "an id");
        Promise.IsIdentifier(envelope.Type, "a type");
        Promise.IsIdentifier(envelope.ConversationId ?? "none", "a conversation");
        Promise.That(envelope == expected, $"{envelope} is what another parser reads: {expected}");
    }
}
