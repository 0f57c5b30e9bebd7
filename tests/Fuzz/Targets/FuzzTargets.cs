using Fuzz.Targets.Answers;
using Fuzz.Targets.Bodies;
using Fuzz.Targets.Headers;
using Fuzz.Targets.Requests;
using Fuzz.Targets.Shown;
using Fuzz.Targets.Stored;

namespace Fuzz.Targets;

/// <summary>Everything that reads bytes which somebody else has written.</summary>
internal static class FuzzTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("signature", 70, () => new SignatureTarget()),
        new("timestamp", 80, () => new TimestampTarget()),
        new("event-id", 30, () => new EventIdTarget()),
        new("secrets", 40, () => new SecretsTarget()),
        new("envelope", 150, () => new EnvelopeTarget()),
        new("conversation", 50, () => new ConversationTarget()),
        new("time", 60, () => new TimeTarget()),
        new("payloads", 80, () => new PayloadsTarget()),
        new("verifier", 100, () => new VerifierTarget()),
        new("request", 200, () => RequestTarget.OfDeliveries()),
        new("dashboard-api", 30, () => RequestTarget.OfTheDashboard()),
        new("dashboard", 30, () => new PayloadReaderTarget()),
        new("delivery-log", 20, () => new DeliveryLogTarget()),
        new("redis-entry", 10, () => new RedisEntryTarget()),
        new("answers", 30, () => new AnswersTarget()),
        new("cli", 20, () => new CliTarget()),
    ];

    public static FuzzTarget? Find(string name) => All.FirstOrDefault(target => target.Name == name);
}
