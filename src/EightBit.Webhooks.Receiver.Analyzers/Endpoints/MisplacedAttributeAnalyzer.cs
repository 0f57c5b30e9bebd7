using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EightBit.Webhooks.Receiver.Analyzers.Endpoints;

/// <summary><c>[EightBitWebhook]</c> where it compiles and nothing looks at it, so that what it seems to protect is open.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class MisplacedAttributeAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.MisplacedAttribute];

    public override void Initialize(AnalysisContext context)
    {
        // The handlers of a Razor Page may stand in its .cshtml, which is compiled to generated code.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(ReceiverTypes.EightBitWebhookAttribute) is { } attribute && !start.Compilation.IsTestCode())
            {
                start.RegisterSyntaxNodeAction(node => Analyze(node, attribute), SyntaxKind.Attribute);
            }
        });
    }

    private static void Analyze(SyntaxNodeAnalysisContext node, INamedTypeSymbol attribute)
    {
        if (node.Node.Parent?.Parent is { } marked
            && node.SemanticModel.GetSymbolInfo(node.Node, node.CancellationToken).Symbol?.ContainingType.Is(attribute) == true
            && FindProblem(marked, node.SemanticModel, node.CancellationToken) is { } problem)
        {
            node.ReportDiagnostic(Diagnostic.Create(Rules.MisplacedAttribute, node.Node.GetLocation(), problem));
        }
    }

    private static string? FindProblem(SyntaxNode marked, SemanticModel model, CancellationToken cancellationToken) => marked switch
    {
        LambdaExpressionSyntax lambda => AttributePlaces.FindProblem(lambda, model, cancellationToken),
        _ => model.GetDeclaredSymbol(marked, cancellationToken) switch
        {
            INamedTypeSymbol type => AttributePlaces.FindProblem(type),
            IMethodSymbol method => AttributePlaces.FindProblem(method),
            _ => null,
        },
    };
}
