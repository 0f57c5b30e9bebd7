using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace EightBit.Webhooks.Receiver.Analyzers.Secrets;

/// <summary>
/// A literal that becomes a secret: of <c>WebhookSecret</c>, of the option <c>Secrets</c>, or under its configuration key. The
/// platform's secrets have no prefix to be known by, and 64 hex digits may be any checksum, so only where a text goes counts.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class LiteralSecretAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.LiteralSecret];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        var compilation = context.Compilation;
        if (compilation.GetTypeByMetadataName(ReceiverTypes.WebhookSecret) is not { } secret
            || compilation.GetTypeByMetadataName(ReceiverTypes.WebhookReceiverOptions) is not { } options
            || compilation.IsTestCode())
        {
            return;
        }

        context.RegisterOperationAction(
            operation => Report(operation, SecretIn((IInvocationOperation)operation.Operation, secret, options)), OperationKind.Invocation);
        context.RegisterOperationAction(
            operation => Report(operation, SecretUnderKey(((IObjectCreationOperation)operation.Operation).Arguments)), OperationKind.ObjectCreation);
        context.RegisterOperationAction(
            operation => Report(operation, SecretIn((ISimpleAssignmentOperation)operation.Operation, options)), OperationKind.SimpleAssignment);
    }

    private static void Report(OperationAnalysisContext context, IOperation? value)
    {
        if (value is not null && LiteralText.FindIn(value, context.CancellationToken) is { } literal)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.LiteralSecret, literal.Syntax.GetLocation()));
        }
    }

    private static IOperation? SecretIn(IInvocationOperation call, INamedTypeSymbol secret, INamedTypeSymbol options)
    {
        if (call.TargetMethod.ContainingType.Is(secret))
        {
            return call.Arguments.FirstOrDefault(argument => argument.Parameter is { Ordinal: 0, Type.SpecialType: SpecialType.System_String })?.Value;
        }

        return call.TargetMethod.Name is "Add" or "Insert" && IsSecrets(call.Instance, options)
            ? call.Arguments.LastOrDefault()?.Value
            : SecretUnderKey(call.Arguments);
    }

    private static IOperation? SecretIn(ISimpleAssignmentOperation assignment, INamedTypeSymbol options)
    {
        if (assignment.Target is not IPropertyReferenceOperation { Arguments.Length: 1 } element)
        {
            return null;
        }

        return IsSecrets(element.Instance, options) || IsSecretKey(element.Arguments[0]) ? assignment.Value : null;
    }

    private static bool IsSecrets(IOperation? list, INamedTypeSymbol options)
        => list switch
        {
            IPropertyReferenceOperation property => property.Property.Name == "Secrets" && property.Property.ContainingType.Is(options),
            IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } => IsSecrets(Initialized(list), options),
            _ => false,
        };

    // Secrets = { "..." } calls Add on what stands to the left.
    private static IOperation? Initialized(IOperation? receiver)
    {
        for (var outer = receiver?.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IMemberInitializerOperation member)
            {
                return member.InitializedMember;
            }
        }

        return null;
    }

    /// <summary>The value beside a key: <c>UseSetting(key, value)</c>, <c>new KeyValuePair(key, value)</c>, <c>{ key, value }</c>.</summary>
    private static IOperation? SecretUnderKey(ImmutableArray<IArgumentOperation> arguments)
    {
        for (var index = 0; index + 1 < arguments.Length; index++)
        {
            if (IsSecretKey(arguments[index]))
            {
                return arguments[index + 1].Value;
            }
        }

        return null;
    }

    private static bool IsSecretKey(IArgumentOperation argument) => LiteralText.ConstantOf(argument.Value) is { } key && SecretKey.Is(key);
}
