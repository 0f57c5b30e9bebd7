using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace EightBit.Webhooks.Receiver.Analyzers.Events;

/// <summary>A handler for an event type nobody sends, or for a payload type that no event is read as.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class UnknownEventAnalyzer : DiagnosticAnalyzer
{
    /// <summary>In an .editorconfig: event types that the platform sends and neither it documents nor the application adds.</summary>
    public const string EventTypesOption = "eightbit_webhooks_event_types";

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [Rules.InvalidPattern, Rules.UnknownEventType, Rules.UnreadPayload];

    public override void Initialize(AnalysisContext context)
    {
        // A generated file may add events.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        var compilation = context.Compilation;
        if (compilation.GetTypeByMetadataName(ReceiverTypes.BuilderExtensions) is not { } builder
            || compilation.GetTypeByMetadataName(ReceiverTypes.EventData) is not { } eventData
            || compilation.GetTypeByMetadataName(ReceiverTypes.UnknownEvent) is not { } unknownEvent
            || compilation.IsTestCode())
        {
            return;
        }

        var log = new RegistrationLog();
        context.RegisterOperationAction(operation => Read(operation, builder, log), OperationKind.Invocation);
        context.RegisterCompilationEndAction(end =>
        {
            var seesAll = end.Compilation.SeesAllRegistrations();
            foreach (var handler in log.Handlers)
            {
                if (handler.Pattern is not null)
                {
                    CheckPattern(end, handler, log, seesAll && !log.HasOpenNames);
                }
                else if (seesAll && !log.HasOpenPayloads && !log.IsAdded(handler.Payload!) && !IsBuiltIn(handler.Payload!, eventData, unknownEvent))
                {
                    end.ReportDiagnostic(Diagnostic.Create(Rules.UnreadPayload, handler.Location, handler.Payload!.Name, handler.Handler.Name));
                }
            }
        });
    }

    private static void Read(OperationAnalysisContext context, INamedTypeSymbol builder, RegistrationLog log)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!call.TargetMethod.ContainingType.Is(builder))
        {
            return;
        }

        if (call.TargetMethod.Name == "AddEvent")
        {
            log.AddEvent(call);
        }
        else if (call.TargetMethod.Name == "AddHandler" && log.AddHandler(call) is { Pattern: { } pattern } handler && !PatternText.IsValid(pattern))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.InvalidPattern, handler.Location, pattern));
        }
    }

    private static void CheckPattern(CompilationAnalysisContext context, Registration handler, RegistrationLog log, bool seesAllNames)
    {
        var pattern = handler.Pattern!;
        var known = PlatformEventTypes.All.Concat(log.EventTypes).Concat(Configured(context, handler.Location));
        if (!PatternText.IsValid(pattern) || PatternText.MatchesAny(pattern, known))
        {
            return;
        }

        // An event type of the user's own may be added where this project does not see it; a slip of the pen may not.
        var meant = NearestEventType.To(pattern);
        if (meant is null && !seesAllNames)
        {
            return;
        }

        var hint = meant is null ? "; add it with AddEvent, or list it in the .editorconfig as " + EventTypesOption : $"; was \"{meant}\" meant?";
        var properties = ImmutableDictionary<string, string?>.Empty.Add(FixHints.EventType, meant);
        context.ReportDiagnostic(Diagnostic.Create(Rules.UnknownEventType, handler.Location, properties, pattern, handler.Handler.Name, hint));
    }

    private static IEnumerable<string> Configured(CompilationAnalysisContext context, Location location)
        => location.SourceTree is { } tree
            && context.Options.AnalyzerConfigOptionsProvider.GetOptions(tree).TryGetValue(EventTypesOption, out var types)
                ? types.Split(',').Select(type => type.Trim())
                : [];

    private static bool IsBuiltIn(ITypeSymbol payload, INamedTypeSymbol eventData, INamedTypeSymbol unknownEvent)
        => payload.Is(unknownEvent) || payload.BaseType.Is(eventData);
}
