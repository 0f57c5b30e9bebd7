using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Configuration;

/// <summary>The ranges that the options' documentation states.</summary>
internal sealed class WebhookReceiverOptionsValidator : IValidateOptions<WebhookReceiverOptions>
{
    private const int SmallestBodyLimit = 1024;
    private const int LargestBodyLimit = 64 * 1024 * 1024;

    public ValidateOptionsResult Validate(string? name, WebhookReceiverOptions options)
        => new RangeCheck(ConfigurationSections.ForReceiver(name ?? ""))
            .RequireDefined(nameof(options.SecretEncoding), options.SecretEncoding)
            .RequireDefined(nameof(options.Ordering), options.Ordering)
            .Require(nameof(options.TimestampTolerance), options.TimestampTolerance, TimeSpan.FromSeconds(1), TimeSpan.FromDays(3))
            .Require(
                nameof(options.DeduplicationRetention),
                options.DeduplicationRetention,
                WebhookReceiverOptions.PlatformRetryPeriod,
                TimeSpan.FromDays(90))
            .Require(nameof(options.MaxBodyBytes), options.MaxBodyBytes, SmallestBodyLimit, LargestBodyLimit)
            .Require(
                nameof(options.AcknowledgementTimeout),
                options.AcknowledgementTimeout,
                TimeSpan.FromMilliseconds(100),
                TimeSpan.FromSeconds(5))
            .Require(nameof(options.InlineLease), options.InlineLease, TimeSpan.FromSeconds(5), TimeSpan.FromHours(1))
            .Result;
}
