using EightBit.Webhooks.Receiver.Testing.Sending;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SupportDesk.Tickets;

namespace SupportDesk.Tests.Hosting;

/// <summary>The whole application, with a ticket system and a clock that the tests hold in their hands.</summary>
public sealed class SupportDeskFactory : WebApplicationFactory<Program>
{
    public FakeTimeProvider Time { get; } = new();

    public FlakyTicketSystem Tickets { get; } = new();

    public WebhookSender CreateWebhookSender(string receiver = "") => Services.CreateWebhookSender(CreateClient(), receiver);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("EightBit:Webhooks:Secrets:0", "the-secret-of-the-tests");
        builder.UseSetting("EightBit:Webhooks:Receivers:account:Secrets:0", "another-secret-of-the-tests");

        // A clock that stands still would keep the application from stopping while an event waits for its retry.
        builder.UseSetting("EightBit:Webhooks:Processing:DrainTimeout", "00:00:00");
        builder.ConfigureTestServices(services => services
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<ITicketSystem>(Tickets));
    }
}
