using Microsoft.CodeAnalysis;

namespace EightBit.Webhooks.Receiver.Analyzers;

/// <summary>The rules, as <c>docs/analyzers.md</c> explains them. There is no site to link to yet.</summary>
internal static class Rules
{
    private const string UnknownEventTitle = "Handler is registered for no known event";

    public static readonly DiagnosticDescriptor UnregisteredReceiver = new(
        RuleIds.UnregisteredReceiver,
        "Webhook endpoint runs unverified",
        "[EightBitWebhook] does nothing here, because this application never calls AddEightBitWebhooks: anybody can call the endpoint",
        "Security",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor InvalidPattern = new(
        RuleIds.UnknownEvent,
        UnknownEventTitle,
        "\"{0}\" is not a pattern of event types, so the application does not start; use \"*\", a category such as \"conversation.*\", or an event type",
        "Usage",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor UnknownEventType = new(
        RuleIds.UnknownEvent,
        UnknownEventTitle,
        "No known event is of type \"{0}\", so {1} never runs{2}",
        "Usage",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor UnreadPayload = new(
        RuleIds.UnknownEvent,
        UnknownEventTitle,
        "No event is read as {0}, so {1} could never run and the application does not start; add .AddEvent(\"resource.action\", JsonContext.Default.{0})",
        "Usage",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor LiteralSecret = new(
        RuleIds.LiteralSecret,
        "Secret is written in the code",
        "A webhook secret is written in the code, where everybody who has the code or the program can read it; "
        + "take it from the configuration (EightBit:Webhooks:Secrets:0) or a vault (UseSecretSource)",
        "Security",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor IgnoredToken = new(
        RuleIds.IgnoredToken,
        "Handler does not pass its CancellationToken on",
        "{0} is not given '{1}', so it goes on when the handler has run out of time or the application stops; pass the token",
        "Reliability",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor MisplacedAttribute = new(
        RuleIds.MisplacedAttribute,
        "Webhook attribute protects nothing",
        "[EightBitWebhook] protects nothing here: {0}",
        "Security",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true);
}
