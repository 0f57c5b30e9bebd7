using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace EightBit.Webhooks.Receiver.Analyzers.Endpoints;

/// <summary><c>[EightBitWebhook]</c> in an application that never calls <c>AddEightBitWebhooks</c>, where it is inert.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class UnregisteredReceiverAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.UnregisteredReceiver];

    public override void Initialize(AnalysisContext context)
    {
        // A generated file may hold the call that is looked for.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        var compilation = context.Compilation;
        if (compilation.GetTypeByMetadataName(ReceiverTypes.EightBitWebhookAttribute) is not { } attribute
            || compilation.GetTypeByMetadataName(ReceiverTypes.ServiceCollectionExtensions) is not { } registrations
            || compilation.IsTestCode()
            || !compilation.SeesAllRegistrations())
        {
            return;
        }

        var marks = new ConcurrentBag<Location>();
        var registered = 0;

        context.RegisterSyntaxNodeAction(
            node =>
            {
                if (node.SemanticModel.GetSymbolInfo(node.Node, node.CancellationToken).Symbol?.ContainingType.Is(attribute) == true)
                {
                    marks.Add(node.Node.GetLocation());
                }
            },
            SyntaxKind.Attribute);

        context.RegisterOperationAction(
            operation =>
            {
                // As metadata: .WithMetadata(new EightBitWebhookAttribute()).
                if (operation.Operation.Type.Is(attribute) && operation.Operation.Syntax is not AttributeSyntax)
                {
                    marks.Add(operation.Operation.Syntax.GetLocation());
                }
            },
            OperationKind.ObjectCreation);

        context.RegisterOperationAction(
            operation =>
            {
                var method = operation.Operation is IInvocationOperation call
                    ? call.TargetMethod
                    : ((IMethodReferenceOperation)operation.Operation).Method;
                if ((method.ReducedFrom ?? method).ContainingType.Is(registrations))
                {
                    Interlocked.Exchange(ref registered, 1);
                }
            },
            OperationKind.Invocation,
            OperationKind.MethodReference);

        context.RegisterCompilationEndAction(end =>
        {
            if (Volatile.Read(ref registered) == 0)
            {
                foreach (var mark in marks)
                {
                    end.ReportDiagnostic(Diagnostic.Create(Rules.UnregisteredReceiver, mark));
                }
            }
        });
    }
}
