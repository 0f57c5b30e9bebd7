using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace EightBit.Webhooks.Receiver.CodeFixes;

/// <summary><c>var builder = WebApplication.CreateBuilder(args);</c>, wherever it is.</summary>
internal sealed class BuilderDeclaration
{
    private const string Namespace = "Microsoft.Extensions.DependencyInjection";

    private readonly Document _document;
    private readonly LocalDeclarationStatementSyntax _statement;

    private BuilderDeclaration(Document document, LocalDeclarationStatementSyntax statement)
    {
        _document = document;
        _statement = statement;
    }

    public static async Task<BuilderDeclaration?> FindAsync(Document near, CancellationToken cancellationToken)
    {
        foreach (var document in near.Project.Documents.OrderByDescending(document => document.Id == near.Id))
        {
            var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
            if (root?.DescendantNodes().OfType<LocalDeclarationStatementSyntax>().FirstOrDefault(CreatesBuilder) is { } statement)
            {
                return new BuilderDeclaration(document, statement);
            }
        }

        return null;
    }

    public async Task<Solution> AddReceiverAsync(string receiver, CancellationToken cancellationToken)
    {
        var root = (CompilationUnitSyntax)(await _document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        var hasUsing = await IsInScopeAsync(cancellationToken).ConfigureAwait(false);
        var builder = _statement.Declaration.Variables[0].Identifier.ValueText;
        var call = SyntaxFactory.ParseStatement($"{builder}.Services.AddEightBitWebhooks({receiver});")
            .WithLeadingTrivia(_statement.GetLeadingTrivia().Reverse().TakeWhile(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse())
            .WithTrailingTrivia(_statement.GetTrailingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)))
            .WithAdditionalAnnotations(Formatter.Annotation);

        SyntaxNode anchor = _statement.Parent is GlobalStatementSyntax global ? global : _statement;
        SyntaxNode added = anchor is GlobalStatementSyntax ? SyntaxFactory.GlobalStatement(call) : call;
        root = root.InsertNodesAfter(anchor, [added]);
        if (!hasUsing)
        {
            var directive = SyntaxFactory.UsingDirective(SyntaxFactory.ParseName(Namespace))
                .NormalizeWhitespace()
                .WithTrailingTrivia(SyntaxFactory.ElasticCarriageReturnLineFeed);
            root = root.AddUsings(directive);
        }

        return _document.WithSyntaxRoot(root).Project.Solution;
    }

    private static bool CreatesBuilder(LocalDeclarationStatementSyntax statement)
        => statement.Declaration.Variables.First().Initializer?.Value is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax create }
            && create.Name.Identifier.ValueText is "CreateBuilder" or "CreateSlimBuilder" or "CreateEmptyBuilder" or "CreateApplicationBuilder"
            && create.Expression.ToString() is "WebApplication" or "Host" or "Microsoft.AspNetCore.Builder.WebApplication";

    private async Task<bool> IsInScopeAsync(CancellationToken cancellationToken)
    {
        var model = await _document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var services = model?.Compilation.GetTypeByMetadataName(Namespace + ".IServiceCollection");
        return services is null || model!.LookupSymbols(
            _statement.Span.End, services, "AddEightBitWebhooks", includeReducedExtensionMethods: true).Length > 0;
    }
}
