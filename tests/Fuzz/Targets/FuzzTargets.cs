using Fuzz.Targets.Bodies;
using Fuzz.Targets.Headers;
using Fuzz.Targets.Requests;
using Fuzz.Targets.Shown;

namespace Fuzz.Targets;

/// <summary>Everything that reads bytes which somebody else has written.</summary>
internal static class FuzzTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("signature", 100, () => new SignatureTarget()),
        new("timestamp", 100, () => new TimestampTarget()),
        new("event-id", 50, () => new EventIdTarget()),
        new("secrets", 50, () => new SecretsTarget()),
        new("envelope", 180, () => new EnvelopeTarget()),
        new("conversation", 60, () => new ConversationTarget()),
        new("time", 80, () => new TimeTarget()),
        new("payloads", 80, () => new PayloadsTarget()),
        new("verifier", 120, () => new VerifierTarget()),
        new("request", 80, () => RequestTarget.OfDeliveries()),
        new("dashboard-api", 15, () => RequestTarget.OfTheDashboard()),
        new("dashboard", 40, () => new PayloadReaderTarget()),
        new("delivery-log", 30, () => new DeliveryLogTarget()),
        new("cli", 15, () => new CliTarget()),
    ];

    public static FuzzTarget? Find(string name) => All.FirstOrDefault(target => target.Name == name);
}
