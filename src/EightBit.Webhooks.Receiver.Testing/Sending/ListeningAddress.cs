using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.Testing.Sending;

/// <summary>Finds how an application can be reached on this machine.</summary>
internal static class ListeningAddress
{
    private static readonly string[] Anywhere = ["://0.0.0.0:", "://[::]:", "://+:", "://*:"];

    /// <exception cref="InvalidOperationException">It listens on no port.</exception>
    public static Uri Find(IServiceProvider services)
    {
        var address = services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
            ?? throw new InvalidOperationException(
                "The application listens on no port: it has not started yet, or runs in a test server. For that one, pass a client of it: "
                + "host.Services.CreateWebhookSender(host.GetTestClient()).");
        return new Uri(Anywhere.Aggregate(address, (text, anywhere) => text.Replace(anywhere, "://localhost:", StringComparison.Ordinal)));
    }
}
