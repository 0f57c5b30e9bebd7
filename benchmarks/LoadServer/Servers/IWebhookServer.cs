namespace LoadServer.Servers;

/// <summary>One way to receive the same deliveries.</summary>
internal interface IWebhookServer
{
    void Configure(WebApplicationBuilder builder, string resource);

    void Map(WebApplication app);
}
