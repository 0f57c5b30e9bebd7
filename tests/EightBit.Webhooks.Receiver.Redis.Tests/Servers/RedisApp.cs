using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.Redis.Tests.Servers;

/// <summary>An application on Kestrel with a Redis inbox, impatient enough for a test.</summary>
internal static class RedisApp
{
    public static Task<TestReceiver> StartAsync(
        RedisServer server,
        Action<IEightBitWebhooksBuilder>? receiver = null,
        Action<WebApplicationBuilder>? builder = null,
        Dictionary<string, string?>? settings = null)
        => StartAsync(server.Address, receiver, builder, settings);

    public static Task<TestReceiver> StartAsync(
        string address,
        Action<IEightBitWebhooksBuilder>? receiver = null,
        Action<WebApplicationBuilder>? builder = null,
        Dictionary<string, string?>? settings = null)
        => TestReceiver.StartAsync(
            webhooks => (receiver ?? (r => r.AddHandler<JournalHandler>("*")))(webhooks.UseRedisInbox(address)),
            builder,
            settings: Settings(settings));

    private static Dictionary<string, string?> Settings(Dictionary<string, string?>? more)
    {
        var settings = new Dictionary<string, string?>
        {
            ["EightBit:Webhooks:AcknowledgementTimeout"] = "00:00:01",
            ["EightBit:Webhooks:Processing:RetryBaseDelay"] = "00:00:00.05",
            ["EightBit:Webhooks:Processing:LeaseDuration"] = "00:00:05",
            ["EightBit:Webhooks:Redis:StartupTimeout"] = "00:00:10",
        };
        foreach (var (key, value) in more ?? [])
        {
            settings[key] = value;
        }

        return settings;
    }
}
