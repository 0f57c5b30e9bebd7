using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.Razor.Compilation;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.Endpoints;

/// <summary>Finds attributes that compile and that nothing looks at, so that what they seem to protect is open.</summary>
[UnconditionalSuppressMessage("Trimming", "IL2067", Justification = "A member that was trimmed away is not called, so it needs no protection.")]
[UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "A member that was trimmed away is not called, so it needs no protection.")]
[UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "A member that was trimmed away is not called, so it needs no protection.")]
internal static class MisplacedMarks
{
    private const BindingFlags AnyMember = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    /// <returns>For each, where it stands and where it belongs.</returns>
    public static IEnumerable<string> Find(IServiceProvider services, IEnumerable<Endpoint> endpoints)
    {
        var actions = services.GetService<IActionDescriptorCollectionProvider>()?.ActionDescriptors.Items ?? [];
        var pages = actions.Any(action => action is PageActionDescriptor) ? services.GetService<ApplicationPartManager>() : null;
        return endpoints.SelectMany(OfEndpoint)
            .Concat(actions.OfType<ControllerActionDescriptor>().Where(IsUnmarked).SelectMany(OfAction))
            .Concat(pages is null ? [] : PageTypes(pages).SelectMany(OfPage))
            .Distinct();
    }

    private static IEnumerable<string> OfEndpoint(Endpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<HubMetadata>() is { HubType: var hub })
        {
            return OfHub(hub);
        }

        // An endpoint that is a RequestDelegate has no method in its metadata.
        return endpoint.Metadata.GetMetadata<EightBitWebhookAttribute>() is null
            && (endpoint.Metadata.GetMetadata<MethodInfo>() ?? endpoint.RequestDelegate?.Method) is { DeclaringType: { } type } method
                ? OfMethod(endpoint, method, type)
                : [];
    }

    private static IEnumerable<string> OfMethod(Endpoint endpoint, MethodInfo method, Type type)
    {
        // Lambdas are methods of classes that the compiler nests in the one in which they are written.
        for (var outer = type; outer is not null; outer = outer.DeclaringType)
        {
            if (IsMarked(outer))
            {
                yield return Text(outer, $"the endpoint {endpoint.DisplayName} takes the attributes of its method only, and not those of the class", "on the method");
            }
        }

        foreach (var problem in OfInterfaces(type, method))
        {
            yield return problem;
        }
    }

    private static IEnumerable<string> OfAction(ControllerActionDescriptor action) => OfInterfaces(action.ControllerTypeInfo, action.MethodInfo);

    private static IEnumerable<string> OfInterfaces(Type type, MethodInfo method)
        => type.IsInterface ? [] : type.GetInterfaces()
            .Where(declared => declared.GetMethods(AnyMember).Any(IsMarked))
            .Select(declared => type.GetInterfaceMap(declared))
            .SelectMany(map => map.InterfaceMethods.Zip(map.TargetMethods))
            .Where(pair => IsMarked(pair.First) && pair.Second.MethodHandle == method.MethodHandle)
            .Select(pair => Text(pair.First, "attributes of an interface are not those of the methods that implement it", $"on {NameOf(method)}"));

    private static IEnumerable<string> OfHub(Type hub)
        => hub.GetMethods(AnyMember).Where(IsMarked).Concat<MemberInfo>(IsMarked(hub) ? [hub] : [])
            .Select(member => Text(member, "the methods of a hub are called by its clients, and no delivery of the platform can be one of these", "on an endpoint"));

    private static IEnumerable<string> OfPage(Type page)
        => new[] { page, page.GetProperty("Model")?.PropertyType }.OfType<Type>()
            .SelectMany(type => type.GetMethods(AnyMember).Where(IsMarked))
            .Select(handler => Text(handler, "Razor Pages do not look at the attributes of a handler method", "on the class of the page model"));

    private static IEnumerable<Type> PageTypes(ApplicationPartManager parts)
    {
        var views = new ViewsFeature();
        parts.PopulateFeature(views);
        return views.ViewDescriptors.Select(view => view.Type).OfType<Type>().Where(typeof(PageBase).IsAssignableFrom);
    }

    private static bool IsUnmarked(ActionDescriptor action)
        => action.FilterDescriptors.All(filter => filter.Filter is not EightBitWebhookAttribute)
            && action.EndpointMetadata?.OfType<EightBitWebhookAttribute>().Any() is not true;

    private static bool IsMarked(MemberInfo member) => member.IsDefined(typeof(EightBitWebhookAttribute), inherit: true);

    private static string Text(MemberInfo marked, string reason, string place)
        => $"[EightBitWebhook] on {NameOf(marked)} protects nothing: {reason}. Put it {place}.";

    private static string NameOf(MemberInfo member) => member is Type ? member.ToString()! : $"{member.DeclaringType}.{member.Name}";
}
