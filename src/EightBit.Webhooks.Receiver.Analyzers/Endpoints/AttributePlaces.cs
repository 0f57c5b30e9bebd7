using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EightBit.Webhooks.Receiver.Analyzers.Endpoints;

/// <summary>Why nothing looks at an attribute in a place, and where it belongs; null where something may.</summary>
internal static class AttributePlaces
{
    private const string Hub = "the methods of a hub are called by its clients, and no delivery can be one of these; put it on an endpoint";
    private const string Middleware = "the pipeline does not look at the attributes of a middleware; put it on an endpoint, or use app.UseEightBitWebhooks(path)";
    private const string GrpcService = "Grpc.Core.BindServiceMethodAttribute";

    public static string? FindProblem(IMethodSymbol method) => method switch
    {
        { ContainingType.TypeKind: TypeKind.Interface } =>
            "neither MVC nor minimal APIs look at the attributes of an interface; put it on the method that implements this one",
        { MethodKind: not (MethodKind.Ordinary or MethodKind.LocalFunction or MethodKind.ExplicitInterfaceImplementation) } =>
            "this is no method that requests could run; put it on the method of an endpoint",
        _ when method.ContainingType.IsA(FrameworkTypes.PageModel) || method.ContainingType.IsA(FrameworkTypes.PageBase) =>
            "Razor Pages do not look at the attributes of a handler method; put it on the class of the page model",
        _ when method.ContainingType.IsA(FrameworkTypes.Hub) => Hub,
        _ when IsMiddleware(method.ContainingType) && IsInvoke(method) => Middleware,
        _ when method.Parameters.Any(parameter => MapsEndpoints(parameter.Type)) =>
            "it does not count for the endpoints that this method maps; put it on their methods, or call .RequireEightBitWebhook() on their group",
        _ => null,
    };

    public static string? FindProblem(INamedTypeSymbol type) => type switch
    {
        _ when type.IsA(FrameworkTypes.Hub) => Hub,
        _ when IsMiddleware(type) => Middleware,
        _ when type.IsStatic || (!type.IsAbstract && IsPlain(type)) =>
            "minimal APIs look at the attributes of an endpoint's method and not at those of its class, and this is no controller; put it on the method",
        _ => null,
    };

    /// <summary>A lambda that is a middleware: <c>app.Run([EightBitWebhook] context => …)</c>.</summary>
    public static string? FindProblem(LambdaExpressionSyntax lambda, SemanticModel model, CancellationToken cancellationToken)
    {
        var call = lambda.FirstAncestorOrSelf<InvocationExpressionSyntax>(call => call.ArgumentList.Arguments.Any(argument => argument.Expression == lambda));
        return call is not null
            && model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol method
            && AddsMiddleware(method.ReducedFrom ?? method)
                ? Middleware
                : null;
    }

    private static bool AddsMiddleware(IMethodSymbol method) => method.IsExtensionMethod
        ? method.Parameters[0].Type.HasName(FrameworkTypes.ApplicationBuilder)
        : method.ContainingType.IsA(FrameworkTypes.ApplicationBuilder);

    private static bool MapsEndpoints(ITypeSymbol type) => type.IsA(FrameworkTypes.EndpointRouteBuilder) || type.IsA(FrameworkTypes.ApplicationBuilder);

    private static bool IsMiddleware(INamedTypeSymbol type)
        => type.IsA(FrameworkTypes.Middleware)
            || (type.InstanceConstructors.Any(constructor => constructor.Parameters.Any(parameter => parameter.Type.HasName(FrameworkTypes.RequestDelegate)))
                && type.GetMembers().OfType<IMethodSymbol>().Any(IsInvoke));

    private static bool IsInvoke(IMethodSymbol method)
        => method is { Name: "Invoke" or "InvokeAsync", Parameters.Length: > 0 } && method.Parameters[0].Type.HasName(FrameworkTypes.HttpContext);

    /// <summary>No controller, page, component or service, and of no framework that may have its own ways.</summary>
    private static bool IsPlain(INamedTypeSymbol type)
        => !type.Name.EndsWith("Controller", StringComparison.OrdinalIgnoreCase)
            && !type.IsA(FrameworkTypes.Component)
            && new[] { type }.Concat(type.BaseTypes()).All(own => own.SpecialType == SpecialType.System_Object || (IsInSource(own) && !IsOfAFramework(own)));

    private static bool IsInSource(INamedTypeSymbol type) => type.Locations.Any(location => location.IsInSource);

    private static bool IsOfAFramework(INamedTypeSymbol type)
        => type.GetAttributes().Any(own => own.AttributeClass.HasName(FrameworkTypes.ControllerAttribute) || own.AttributeClass.HasName(GrpcService));
}
