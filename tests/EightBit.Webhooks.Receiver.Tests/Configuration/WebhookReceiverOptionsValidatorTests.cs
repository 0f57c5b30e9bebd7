using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Secrets;

namespace EightBit.Webhooks.Receiver.Tests.Configuration;

public sealed class WebhookReceiverOptionsValidatorTests
{
    public static readonly TheoryData<string, Action<WebhookReceiverOptions>> OutOfRange = new()
    {
        { "SecretEncoding", options => options.SecretEncoding = (SecretEncoding)7 },
        { "Ordering", options => options.Ordering = (EventOrdering)(-1) },
        { "TimestampTolerance", options => options.TimestampTolerance = TimeSpan.FromSeconds(1) - TimeSpan.FromTicks(1) },
        { "TimestampTolerance", options => options.TimestampTolerance = TimeSpan.FromDays(3) + TimeSpan.FromTicks(1) },
        { "TimestampTolerance", options => options.TimestampTolerance = -TimeSpan.FromMinutes(5) },
        { "DeduplicationRetention", options => options.DeduplicationRetention = WebhookReceiverOptions.PlatformRetryPeriod - TimeSpan.FromTicks(1) },
        { "DeduplicationRetention", options => options.DeduplicationRetention = TimeSpan.FromDays(90) + TimeSpan.FromTicks(1) },
        { "MaxBodyBytes", options => options.MaxBodyBytes = 1023 },
        { "MaxBodyBytes", options => options.MaxBodyBytes = (64 * 1024 * 1024) + 1 },
        { "AcknowledgementTimeout", options => options.AcknowledgementTimeout = TimeSpan.FromMilliseconds(99) },
        { "AcknowledgementTimeout", options => options.AcknowledgementTimeout = TimeSpan.FromMilliseconds(5001) },
        { "AcknowledgementTimeout", options => options.AcknowledgementTimeout = Timeout.InfiniteTimeSpan },
        { "InlineLease", options => options.InlineLease = TimeSpan.FromMilliseconds(4999) },
        { "InlineLease", options => options.InlineLease = TimeSpan.FromHours(1) + TimeSpan.FromTicks(1) },
    };

    public static readonly TheoryData<Action<WebhookReceiverOptions>> AtTheEdge =
    [
        options => options.TimestampTolerance = TimeSpan.FromSeconds(1),
        options => options.TimestampTolerance = TimeSpan.FromDays(3),
        options => options.DeduplicationRetention = WebhookReceiverOptions.PlatformRetryPeriod,
        options => options.DeduplicationRetention = TimeSpan.FromDays(90),
        options => options.MaxBodyBytes = 1024,
        options => options.MaxBodyBytes = 64 * 1024 * 1024,
        options => options.AcknowledgementTimeout = TimeSpan.FromMilliseconds(100),
        options => options.AcknowledgementTimeout = TimeSpan.FromSeconds(5),
        options => options.InlineLease = TimeSpan.FromSeconds(5),
        options => options.InlineLease = TimeSpan.FromHours(1),
    ];

    private readonly WebhookReceiverOptionsValidator _validator = new();

    [Fact]
    public void Validate_Defaults_AreValid() => _validator.Validate("", new WebhookReceiverOptions()).Succeeded.Should().BeTrue();

    [Fact]
    public void PlatformRetryPeriod_IsTheSumOfTheSixDelays()
    {
        TimeSpan[] delays =
        [
            TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(6),
        ];

        WebhookReceiverOptions.PlatformRetryPeriod.Should().Be(delays.Aggregate((sum, delay) => sum + delay));
    }

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void Validate_OutOfRange_NamesTheFullKeyAndTheFix(string setting, Action<WebhookReceiverOptions> change)
    {
        var options = new WebhookReceiverOptions();
        change(options);

        _validator.Validate("", options).Failures.Should().ContainSingle()
            .Which.Should().StartWith($"EightBit:Webhooks:{setting} is ").And.Contain("must be");
        _validator.Validate("acme", options).Failures.Should().ContainSingle()
            .Which.Should().StartWith($"EightBit:Webhooks:Receivers:acme:{setting} is ");
    }

    [Theory]
    [MemberData(nameof(AtTheEdge))]
    public void Validate_AtTheEdgeOfARange_IsValid(Action<WebhookReceiverOptions> change)
    {
        var options = new WebhookReceiverOptions();
        change(options);

        _validator.Validate("", options).Succeeded.Should().BeTrue();
    }

    [Fact]
    public void Validate_SeveralOutOfRange_NamesThemAll()
    {
        var options = new WebhookReceiverOptions { MaxBodyBytes = 0, InlineLease = TimeSpan.Zero, Ordering = (EventOrdering)9 };

        _validator.Validate("", options).Failures.Should().HaveCount(3);
    }
}
