using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace EightBit.Webhooks.Receiver.Analyzers.Cancellation;

/// <summary>
/// A call in <c>HandleAsync</c> that returns a task, could have taken the handler's token and was given none. A token that is passed,
/// <c>CancellationToken.None</c> among them, is a decision.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class IgnoredTokenAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.IgnoredToken];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        var compilation = context.Compilation;
        if (compilation.GetTypeByMetadataName(ReceiverTypes.Handler) is not { } handler
            || compilation.GetTypeByMetadataName(ReceiverTypes.TypedHandler) is not { } typedHandler
            || compilation.GetTypeByMetadataName("System.Threading.CancellationToken") is not { } token
            || compilation.IsTestCode())
        {
            return;
        }

        var handlers = new HandlerMethods(handler, typedHandler);
        context.RegisterOperationAction(
            operation =>
            {
                if (handlers.Contain(operation.ContainingSymbol))
                {
                    Check(operation, token);
                }
            },
            OperationKind.Invocation);
    }

    private static void Check(OperationAnalysisContext context, INamedTypeSymbol token)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.Syntax is not InvocationExpressionSyntax syntax
            || !IsTask(call.TargetMethod.ReturnType)
            || IsAwaitedWithToken(call, token)
            || TokenOverload.Find(call, token, context.Compilation, context.ContainingSymbol) is not { } parameter
            || TokenInScope.At(call, (IMethodSymbol)context.ContainingSymbol, token) is not { } name
            || OverlapWithCA2016.IsReported(context.Compilation, syntax.SyntaxTree, context.CancellationToken))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(Rules.IgnoredToken, NameIn(syntax.Expression), Hints(call, syntax, parameter, name), call.TargetMethod.Name, name));
    }

    private static ImmutableDictionary<string, string?> Hints(
        IInvocationOperation call, InvocationExpressionSyntax syntax, IParameterSymbol parameter, string token)
    {
        var hints = ImmutableDictionary<string, string?>.Empty.Add(FixHints.Token, token);
        var arguments = syntax.ArgumentList.Arguments;
        var receiver = call.Instance is null && call.TargetMethod.IsExtensionMethod && arguments.Count < call.Arguments.Count(IsWritten) ? 1 : 0;
        if (call.Arguments.FirstOrDefault(argument => argument.ArgumentKind == ArgumentKind.ParamArray) is { Parameter: { } list })
        {
            return hints.Add(FixHints.ArgumentsBeforeList, (list.Ordinal - receiver).ToString(CultureInfo.InvariantCulture));
        }

        var fits = arguments.Count == parameter.Ordinal - receiver && arguments.All(argument => argument.NameColon is null);
        return fits ? hints : hints.Add(FixHints.Parameter, parameter.Name);
    }

    private static Location NameIn(ExpressionSyntax called)
        => called switch
        {
            MemberAccessExpressionSyntax member => member.Name.Identifier.GetLocation(),
            MemberBindingExpressionSyntax member => member.Name.Identifier.GetLocation(),
            SimpleNameSyntax name => name.Identifier.GetLocation(),
            _ => called.GetLocation(),
        };

    private static bool IsWritten(IArgumentOperation argument) => argument.ArgumentKind == ArgumentKind.Explicit;

    private static bool IsTask(ITypeSymbol type)
        => type is { Name: "Task" or "ValueTask", ContainingNamespace: { Name: "Tasks", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } } };

    // CallAsync().WaitAsync(token): the call goes on, but the handler returns in time.
    private static bool IsAwaitedWithToken(IInvocationOperation call, INamedTypeSymbol token)
        => call.Parent is IInvocationOperation { TargetMethod.Name: "WaitAsync" } wait
            && wait.Instance == call
            && wait.Arguments.Any(argument => argument.Parameter?.Type.Is(token) == true && IsWritten(argument));
}
