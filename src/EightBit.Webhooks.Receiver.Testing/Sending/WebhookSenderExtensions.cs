using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Testing.Waiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Testing.Sending;

/// <summary>Makes senders to an application under test.</summary>
public static class WebhookSenderExtensions
{
    /// <summary>
    /// Makes a sender for an application in a test server: it signs with the receiver's current secret, by the application's clock, and
    /// finds the endpoint that <c>MapEightBitWebhooks</c> has mapped, or <c>[EightBitWebhook]</c> marked.
    /// </summary>
    /// <param name="services">The application's services: <c>factory.Services</c>, <c>host.Services</c>.</param>
    /// <param name="http">A client of the application: <c>factory.CreateClient()</c>, <c>host.GetTestClient()</c>. Not disposed here.</param>
    /// <param name="receiver">The receiver's name; empty for the default one.</param>
    /// <param name="path">
    /// Where it is, if that cannot be found: several endpoints, or a route with parameters. Without any endpoint,
    /// <c>/webhooks/8bit</c> is taken, as <c>UseEightBitWebhooks</c> does.
    /// </param>
    /// <param name="secret">What to sign with, if the receiver's options have no secret because a source of its own has it.</param>
    /// <exception cref="InvalidOperationException">There is no such receiver, or path or secret cannot be found.</exception>
    public static WebhookSender CreateWebhookSender(
        this IServiceProvider services, HttpClient http, string receiver = "", string? path = null, WebhookSecret? secret = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(receiver);
        return Create(services, http, new Uri(path ?? ReceiverPath.Find(services, receiver), UriKind.RelativeOrAbsolute), receiver, secret);
    }

    /// <summary>
    /// Makes a sender for an application that listens on a port of this machine. It follows no redirect: to the platform every answer but a 2xx is a
    /// failed attempt.
    /// </summary>
    /// <param name="host">The application, started.</param>
    /// <param name="receiver">The receiver's name; empty for the default one.</param>
    /// <param name="path">As for <see cref="CreateWebhookSender(IServiceProvider, HttpClient, string, string, WebhookSecret)"/>.</param>
    /// <param name="secret">As for <see cref="CreateWebhookSender(IServiceProvider, HttpClient, string, string, WebhookSecret)"/>.</param>
    /// <exception cref="InvalidOperationException">It listens on no port: it has not started, or runs in a test server.</exception>
    public static WebhookSender CreateWebhookSender(this IHost host, string receiver = "", string? path = null, WebhookSecret? secret = null)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(receiver);
        var endpoint = new Uri(ListeningAddress.Find(host.Services), path ?? ReceiverPath.Find(host.Services, receiver));

        // A proxy of the environment has no business between two ends on this machine, nor what an earlier answer has set in a delivery.
        var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false });
        return Create(host.Services, http, endpoint, receiver, secret, ownsClient: true);
    }

    private static WebhookSender Create(
        IServiceProvider services, HttpClient http, Uri endpoint, string receiver, WebhookSecret? secret, bool ownsClient = false)
    {
        var time = services.GetRequiredService<TimeProvider>();
        var options = services.GetRequiredService<IOptionsMonitor<WebhookReceiverOptions>>();
        return new WebhookSender(http, () => secret ?? CurrentSecret(options.Get(receiver)), endpoint, time)
        {
            OwnsClient = ownsClient,
            Watch = SettlementWatch.Of(services),
        };
    }

    private static WebhookSecret CurrentSecret(WebhookReceiverOptions options)
    {
        var text = options.Secrets.FirstOrDefault() ?? throw new InvalidOperationException(
            "The receiver's options have no secret, so it has a secret source of its own. Pass the secret: CreateWebhookSender(…, secret: …).");
        return options.SecretEncoding == SecretEncoding.Hex ? WebhookSecret.FromHex(text) : WebhookSecret.FromText(text);
    }
}
