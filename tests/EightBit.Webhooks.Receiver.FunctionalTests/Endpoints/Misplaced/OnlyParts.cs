using System.Reflection;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Razor.Compilation;
using Microsoft.AspNetCore.Razor.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Endpoints.Misplaced;

/// <summary>Gives an application single controllers and pages of this assembly, and not all that are public in it.</summary>
internal static class OnlyParts
{
    public static IMvcBuilder OnlyController<TController>(this IMvcBuilder mvc)
        => mvc.ConfigureApplicationPartManager(parts =>
        {
            parts.ApplicationParts.Clear();
            parts.FeatureProviders.Add(new Controller(typeof(TController).GetTypeInfo()));
        });

    /// <summary>The page /Hook, as the Razor compiler describes it to the application.</summary>
    public static IMvcBuilder OnlyPage(this IMvcBuilder mvc, Type page)
        => mvc.ConfigureApplicationPartManager(parts =>
        {
            parts.ApplicationParts.Clear();
            parts.FeatureProviders.Add(new CompiledPages(page));
        });

    private sealed class Controller(TypeInfo controller) : IApplicationFeatureProvider<ControllerFeature>
    {
        public void PopulateFeature(IEnumerable<ApplicationPart> parts, ControllerFeature feature) => feature.Controllers.Add(controller);
    }

    private sealed class CompiledPages(Type page) : IApplicationFeatureProvider<ViewsFeature>
    {
        public void PopulateFeature(IEnumerable<ApplicationPart> parts, ViewsFeature feature)
            => feature.ViewDescriptors.Add(new CompiledViewDescriptor(new Item(page)));
    }

    private sealed class Item(Type page) : RazorCompiledItem
    {
        public override string Identifier => "/Pages/Hook.cshtml";

        public override string Kind => "mvc.1.0.razor-page";

        public override IReadOnlyList<object> Metadata => [];

        public override Type Type => page;
    }
}
