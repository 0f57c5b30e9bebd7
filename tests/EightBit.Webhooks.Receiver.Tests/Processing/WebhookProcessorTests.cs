using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace EightBit.Webhooks.Receiver.Tests.Processing;

public sealed class WebhookProcessorTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public Task Wait_ClockSetForwardWhileItAsked_AsksAgainAtOnce()
        => AsksAgainAsync(new InboxThatIsDueLater { OnClaim = () => _time.Advance(InboxThatIsDueLater.Due) });

    [Fact]
    public Task Wait_ClockSetForwardBeforeTheWaitHasBegun_AsksAgainAtOnce()
        => AsksAgainAsync(new InboxThatIsDueLater { OnWait = () => _time.Advance(InboxThatIsDueLater.Due) });

    private async Task AsksAgainAsync(InboxThatIsDueLater inbox)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<TimeProvider>(_time);
        builder.Services.AddEightBitWebhooks(options => options.Secrets.Add("a-secret-of-the-processor-tests")).UseInbox(_ => inbox);
        using var host = builder.Build();
        await host.StartAsync();

        await inbox.AskedAgain.WaitAsync(TimeSpan.FromSeconds(30));

        await host.StopAsync();
    }
}
