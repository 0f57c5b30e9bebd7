using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Redaction;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Documentation.Example;

internal static class DeadLetterEndpoints
{
    public static RouteGroupBuilder MapDeadLetters(this IEndpointRouteBuilder endpoints, string prefix)
    {
        var letters = endpoints.MapGroup(prefix);
        var redaction = new WebhookRedaction(WebhookRedaction.DefaultPaths); // an error may repeat what the event says
        letters.MapGet("/", async (IWebhookInboxAdmin inbox, long? after, CancellationToken cancellationToken) =>
        {
            var page = await inbox.ListDeadLettersAsync(new DeadLetterQuery { After = after ?? 0 }, cancellationToken);
            return page.Items.Select(letter => new { letter.EntryId, letter.Delivery.EventId, letter.Delivery.EventType, letter.DiedAt, Error = redaction.Read(letter.Delivery.Body).Mask(letter.Error) });
        });
        letters.MapPost("/{entryId:long}/replay", async (IWebhookInboxAdmin inbox, long entryId, CancellationToken cancellationToken)
            => await inbox.ReplayAsync(entryId, cancellationToken) switch
            {
                ReplayOutcome.Replayed => Results.Accepted(),
                ReplayOutcome.Full => Results.StatusCode(StatusCodes.Status503ServiceUnavailable),
                _ => Results.NotFound(),
            });
        return letters;
    }
}
