using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Receiving;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.Endpoints;

/// <summary>What <c>Map</c> and <c>Use</c> have in common: the delegate, and the checks before the first request.</summary>
internal static class InboxEntry
{
    public static RequestDelegate Create(IServiceProvider services, string receiver, string caller)
    {
        var receivers = services.GetService<ReceiverRegistry>() ?? throw MissingRegistration.Exception(caller);
        var registration = receivers.GetRequired(receiver);
        if (registration.Handlers.IsEmpty)
        {
            throw new InvalidOperationException(
                $"{caller}: {registration.Title} has no handler, so every event would be acknowledged and thrown away. Add one "
                + "(.AddHandler<MessageReceived, MyHandler>(), or .AddHandler<MyHandler>(\"*\") for all events), or use [EightBitWebhook] "
                + "on an endpoint of your own.");
        }

        // Not before the first request: a tool may map the endpoints of an application that has none of its settings.
        var inbox = new Lazy<InboxReceiver>(services.GetRequiredService<InboxReceiver>);
        return context => inbox.Value.ReceiveAsync(context, receiver);
    }
}
