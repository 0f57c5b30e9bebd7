using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Filters;

namespace EightBit.Webhooks.Receiver.Endpoints;

/// <summary>
/// Adds the filter of the mark to actions that carry the mark only as metadata of their endpoint: because a convention has put it there,
/// or has taken the filters away.
/// </summary>
internal sealed class MarkedActionProvider : IActionDescriptorProvider
{
    /// <summary>After all others, which create the actions and apply the conventions.</summary>
    public int Order => int.MaxValue;

    public void OnProvidersExecuting(ActionDescriptorProviderContext context)
    {
        foreach (var action in context.Results)
        {
            if (action.EndpointMetadata?.OfType<EightBitWebhookAttribute>().LastOrDefault() is { } mark
                && !action.FilterDescriptors.Any(filter => filter.Filter is EightBitWebhookAttribute))
            {
                action.FilterDescriptors.Add(new FilterDescriptor(mark, FilterScope.Action));
            }
        }
    }

    public void OnProvidersExecuted(ActionDescriptorProviderContext context)
    {
    }
}
