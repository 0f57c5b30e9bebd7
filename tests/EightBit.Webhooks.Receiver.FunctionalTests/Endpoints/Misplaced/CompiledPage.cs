using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Endpoints.Misplaced;

/// <summary>What the Razor compiler makes of a page that has a model and no content.</summary>
internal abstract class CompiledPage<TModel> : Page
{
    public TModel Model => (TModel)ViewContext.ViewData.Model!;

    public override Task ExecuteAsync() => Task.CompletedTask;
}
