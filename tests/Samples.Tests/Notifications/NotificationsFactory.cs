using EightBit.Webhooks.Receiver.Testing.Sending;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Notifications.Demo;
using Samples.Tests.Support;

namespace Samples.Tests.Notifications;

/// <summary>The whole application with a clock that the tests hold in their hands, and a chat that they can talk to over HTTP.</summary>
internal sealed class NotificationsFactory : StoppingFactory<ChatStandIn>
{
    private readonly TemporaryFolder _folder = new();

    private NotificationsFactory(ChatStandIn chat) => Chat = chat;

    public ChatStandIn Chat { get; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public static async Task<NotificationsFactory> StartAsync() => new(await ChatStandIn.StartAsync());

    public WebhookSender CreateWebhookSender() => Services.CreateWebhookSender(CreateClient());

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Chat.DisposeAsync();
        _folder.Dispose();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("EightBit:Webhooks:Secrets:0", "the-secret-of-the-tests");
        builder.UseSetting("EightBit:Webhooks:Processing:DrainTimeout", "00:00:00");
        builder.UseSetting("ConnectionStrings:Webhooks", _folder.Database("inbox.db"));
        builder.UseSetting("Notifications:Chat:Url", Chat.Url);
        builder.UseSetting("Notifications:Limit:Burst", "3");
        builder.UseSetting("Notifications:Limit:OneEvery", "01:00:00");
        builder.UseSetting("Notifications:Traffic:MessagesPerMinute", "5");
        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Time));
    }
}
