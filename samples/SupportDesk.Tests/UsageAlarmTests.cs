using EightBit.Webhooks.Receiver.Testing.Samples;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Tests.Hosting;
using SupportDesk.Usage;

namespace SupportDesk.Tests;

/// <summary>An endpoint that answers the platform itself: its answer is the result, and there is nothing to wait for.</summary>
public sealed class UsageAlarmTests
{
    [Fact]
    public async Task The_alarm_rings_once_whatever_is_sent_twice()
    {
        await using var desk = new SupportDeskFactory();
        using var platform = desk.CreateWebhookSender(receiver: "account");
        var crossed = SampleEvents.AccountUsageThreshold.With("data.threshold_percent", 80);

        (await platform.SendAsync(crossed)).Status.Should().Be(204);
        (await platform.SendAsync(crossed)).Code.Should().Be("duplicate");

        desk.Services.GetRequiredService<UsageAlarm>().Rung.Should().Be(1);
    }

    [Fact]
    public async Task What_the_endpoint_declines_is_taken_when_the_platform_sends_it_again()
    {
        await using var desk = new SupportDeskFactory();
        using var platform = desk.CreateWebhookSender(receiver: "account");
        var alarm = desk.Services.GetRequiredService<UsageAlarm>();
        var crossed = SampleEvents.AccountUsageThreshold;

        alarm.IsOn = false;
        (await platform.SendAsync(crossed)).Status.Should().Be(503);
        alarm.IsOn = true;
        (await platform.SendAsync(crossed)).Status.Should().Be(204);

        alarm.Rung.Should().Be(1);
    }

    [Fact]
    public async Task Another_type_of_event_is_not_for_this_endpoint()
    {
        await using var desk = new SupportDeskFactory();
        using var platform = desk.CreateWebhookSender(receiver: "account");

        (await platform.SendAsync(SampleEvents.AccountBillingUpdated)).ToString().Should().Be("422 event_type_mismatch");
    }
}
