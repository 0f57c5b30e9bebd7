using Microsoft.CodeAnalysis;

namespace EightBit.Webhooks.Receiver.Analyzers;

/// <summary>Metadata names of ASP.NET Core's types; a test resolves each of them.</summary>
internal static class FrameworkTypes
{
    public const string Hub = "Microsoft.AspNetCore.SignalR.Hub";
    public const string PageModel = "Microsoft.AspNetCore.Mvc.RazorPages.PageModel";
    public const string PageBase = "Microsoft.AspNetCore.Mvc.RazorPages.PageBase";
    public const string ControllerAttribute = "Microsoft.AspNetCore.Mvc.ControllerAttribute";
    public const string Component = "Microsoft.AspNetCore.Components.IComponent";
    public const string Middleware = "Microsoft.AspNetCore.Http.IMiddleware";
    public const string HttpContext = "Microsoft.AspNetCore.Http.HttpContext";
    public const string RequestDelegate = "Microsoft.AspNetCore.Http.RequestDelegate";
    public const string ApplicationBuilder = "Microsoft.AspNetCore.Builder.IApplicationBuilder";
    public const string EndpointRouteBuilder = "Microsoft.AspNetCore.Routing.IEndpointRouteBuilder";

    public static readonly IReadOnlyList<string> All =
    [
        Hub, PageModel, PageBase, ControllerAttribute, Component, Middleware, HttpContext, RequestDelegate, ApplicationBuilder, EndpointRouteBuilder,
    ];

    /// <summary>Whether a type is, derives from or implements one of these.</summary>
    public static bool IsA(this ITypeSymbol? type, string name)
        => type is not null && (type.HasName(name) || type.BaseTypes().Any(parent => parent.HasName(name)) || type.AllInterfaces.Any(own => own.HasName(name)));

    public static IEnumerable<INamedTypeSymbol> BaseTypes(this ITypeSymbol type)
    {
        for (var parent = type.BaseType; parent is not null; parent = parent.BaseType)
        {
            yield return parent;
        }
    }

    public static bool HasName(this ITypeSymbol? type, string name) => type?.ToDisplayString() == name;
}
