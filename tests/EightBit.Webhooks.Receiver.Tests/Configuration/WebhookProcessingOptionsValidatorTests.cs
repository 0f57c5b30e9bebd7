using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Processing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Tests.Configuration;

public sealed class WebhookProcessingOptionsValidatorTests
{
    public static readonly TheoryData<string, Action<WebhookProcessingOptions>> OutOfRange = new()
    {
        { "MaxConcurrency", options => options.MaxConcurrency = 0 },
        { "MaxConcurrency", options => options.MaxConcurrency = 4097 },
        { "HandlerTimeout", options => options.HandlerTimeout = TimeSpan.FromMilliseconds(999) },
        { "HandlerTimeout", options => options.HandlerTimeout = TimeSpan.FromDays(1) + TimeSpan.FromTicks(1) },
        { "HandlerTimeout", options => options.HandlerTimeout = Timeout.InfiniteTimeSpan },
        { "LeaseDuration", options => options.LeaseDuration = TimeSpan.FromMilliseconds(2999) },
        { "LeaseDuration", options => options.LeaseDuration = TimeSpan.FromHours(1) + TimeSpan.FromTicks(1) },
        { "MaxAttempts", options => options.MaxAttempts = 0 },
        { "MaxAttempts", options => options.MaxAttempts = 1001 },
        { "RetryBaseDelay", options => options.RetryBaseDelay = TimeSpan.FromTicks(-1) },
        { "RetryBaseDelay", options => options.RetryBaseDelay = TimeSpan.FromDays(1) + TimeSpan.FromTicks(1) },
        { "RetryMaxDelay", options => options.RetryMaxDelay = TimeSpan.FromTicks(-1) },
        { "RetryMaxDelay", options => options.RetryMaxDelay = TimeSpan.FromDays(7) + TimeSpan.FromTicks(1) },
    };

    [Fact]
    public void Validate_DefaultsWithTheHostsDefaults_AreValid()
        => Validator(new HostOptions().ShutdownTimeout).Validate(null, new WebhookProcessingOptions()).Succeeded.Should().BeTrue();

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void Validate_OutOfRange_NamesTheFullKeyAndTheFix(string setting, Action<WebhookProcessingOptions> change)
    {
        var options = new WebhookProcessingOptions();
        change(options);

        Validator(TimeSpan.FromDays(1)).Validate(null, options).Failures.Should().ContainSingle()
            .Which.Should().StartWith($"EightBit:Webhooks:Processing:{setting} is ").And.Contain("must be between");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(30)]
    [InlineData(31)]
    public void Validate_DrainTimeNegativeOrNotShorterThanTheHostsPatience_NamesBothSettings(int drainSeconds)
    {
        var options = new WebhookProcessingOptions { DrainTimeout = TimeSpan.FromSeconds(drainSeconds) };

        Validator(TimeSpan.FromSeconds(30)).Validate(null, options).FailureMessage.Should()
            .StartWith("EightBit:Webhooks:Processing:DrainTimeout is ")
            .And.Contain("00:00:30")
            .And.Contain("HostOptions.ShutdownTimeout");
    }

    [Fact]
    public void Validate_DrainTimeShorterThanTheHostsPatience_IsValid()
    {
        var options = new WebhookProcessingOptions { DrainTimeout = TimeSpan.FromSeconds(30) - TimeSpan.FromTicks(1) };

        Validator(TimeSpan.FromSeconds(30)).Validate(null, options).Succeeded.Should().BeTrue();
    }

    [Fact]
    public void Validate_HostThatWaitsForEver_AllowsAnyDrainTime()
    {
        foreach (var drainTime in new TimeSpan?[] { null, TimeSpan.Zero, TimeSpan.FromHours(1) })
        {
            var options = new WebhookProcessingOptions { DrainTimeout = drainTime };

            Validator(Timeout.InfiniteTimeSpan).Validate(null, options).Succeeded.Should().BeTrue();
        }
    }

    private static WebhookProcessingOptionsValidator Validator(TimeSpan shutdownTimeout)
        => new(Options.Create(new HostOptions { ShutdownTimeout = shutdownTimeout }));
}
