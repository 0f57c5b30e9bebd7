using System.Globalization;
using EightBit.Webhooks.Receiver.Inbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EightBit.Webhooks.Cli.Tests.DeadLetters;

/// <summary>A SQLite inbox with dead letters in it, put there by an application that has ended.</summary>
internal sealed class TemporaryLetters : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eightbit-letters-").FullName;

    public string File => Path.Combine(_folder, "webhooks.db");

    /// <summary>Lets events die in the order given; their ids are 1, 2 and so on.</summary>
    public async Task AddAsync(params (InboxDelivery Delivery, string Error)[] letters)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddEightBitWebhooks(options => options.Secrets.Add("a-secret-that-nobody-signs-with")).UseSqliteInbox($"Data Source={File}");
        await using var services = builder.Services.BuildServiceProvider();
        var lifetimes = services.GetServices<IHostedService>().OfType<IHostedLifecycleService>().ToList();
        foreach (var lifetime in lifetimes)
        {
            await lifetime.StartingAsync(default);
        }

        var inbox = services.GetRequiredService<IWebhookInbox>();
        foreach (var (delivery, error) in letters)
        {
            (await inbox.AcceptAsync(delivery, default)).Should().Be(AcceptOutcome.Accepted);
            var lease = (await inbox.ClaimAsync(1, TimeSpan.FromMinutes(1), default)).Leases.Single();
            await inbox.SettleAsync(lease, new Settlement.Dead(DeadLetterReason.Rejected, new HandlerProgress(["Audit"], ["Crm"]), error), default);
        }

        foreach (var lifetime in lifetimes)
        {
            await lifetime.StoppedAsync(default);
        }
    }

    public async Task AddAsync(int count, string type = "message.received")
        => await AddAsync([.. Enumerable.Range(1, count).Select(number => (Delivery($"{type}-{number.ToString(CultureInfo.InvariantCulture)}", type), "no"))]);

    public static InboxDelivery Delivery(string id, string type = "message.received", string receiver = "", string body = "{}") => new()
    {
        Receiver = receiver,
        EventId = id,
        EventType = type,
        RememberFor = TimeSpan.FromDays(3),
        SentAt = new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero),
        ReceivedAt = new DateTimeOffset(2026, 11, 23, 12, 0, 1, TimeSpan.Zero),
        Body = System.Text.Encoding.UTF8.GetBytes(body),
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
