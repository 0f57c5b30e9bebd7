using EightBit.Webhooks.Receiver.Testing.Sending;
using LiveAnalytics.Counting;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Samples.Tests.LiveAnalytics;

/// <summary>The whole application, with a clock that the tests hold in their hands.</summary>
internal sealed class LiveAnalyticsFactory : WebApplicationFactory<LiveBoard>
{
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 30, TimeSpan.Zero));

    /// <summary>For tests of what moves by itself.</summary>
    public bool HasRealClock { get; init; }

    public LiveBoard Board => Services.GetRequiredService<LiveBoard>();

    public WebhookSender CreateWebhookSender() => Services.CreateWebhookSender(CreateClient());

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("EightBit:Webhooks:Secrets:0", "the-secret-of-the-tests");
        builder.UseSetting("EightBit:Webhooks:Processing:DrainTimeout", "00:00:00");
        builder.ConfigureTestServices(services => services.AddSingleton(HasRealClock ? TimeProvider.System : Time));
    }
}
