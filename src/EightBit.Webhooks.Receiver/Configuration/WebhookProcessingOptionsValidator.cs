using EightBit.Webhooks.Receiver.Handlers;
using EightBit.Webhooks.Receiver.Processing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Configuration;

/// <summary>The ranges that the options' documentation states, and the host's own patience.</summary>
internal sealed class WebhookProcessingOptionsValidator : IValidateOptions<WebhookProcessingOptions>
{
    private readonly TimeSpan _patience;

    public WebhookProcessingOptionsValidator(IOptions<HostOptions> host)
        => _patience = host.Value.ShutdownTimeout == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : host.Value.ShutdownTimeout;

    public ValidateOptionsResult Validate(string? name, WebhookProcessingOptions options)
    {
        var ranges = new RangeCheck(ConfigurationSections.Processing)
            .Require(nameof(options.MaxConcurrency), options.MaxConcurrency, 1, 4_096)
            .Require(nameof(options.HandlerTimeout), options.HandlerTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1))
            .Require(nameof(options.LeaseDuration), options.LeaseDuration, TimeSpan.FromSeconds(3), TimeSpan.FromHours(1))
            .Require(nameof(options.MaxAttempts), options.MaxAttempts, 1, 1_000)
            .Require(nameof(options.RetryBaseDelay), options.RetryBaseDelay, TimeSpan.Zero, TimeSpan.FromDays(1))
            .Require(nameof(options.RetryMaxDelay), options.RetryMaxDelay, TimeSpan.Zero, WebhookRetryException.MaxDelay)
            .Result;

        // Otherwise the host would end the process before the events of handlers that do not stop are given back to the inbox.
        return ranges.Failed || options.DrainTimeout is null || (options.DrainTimeout >= TimeSpan.Zero && options.DrainTimeout < _patience)
            ? ranges
            : ValidateOptionsResult.Fail(
                $"{ConfigurationSections.Processing}:{nameof(options.DrainTimeout)} is {options.DrainTimeout}, but the host gives all "
                + $"services together only {_patience} to stop. Shorten it or leave it out, or raise HostOptions.ShutdownTimeout: "
                + "builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = ...).");
    }
}
