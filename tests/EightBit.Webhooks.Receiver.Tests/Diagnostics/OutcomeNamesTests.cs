using EightBit.Webhooks.Receiver.Diagnostics;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Processing;
using EightBit.Webhooks.Receiver.Receiving;

namespace EightBit.Webhooks.Receiver.Tests.Diagnostics;

/// <summary>Each value that an outcome can have, as a listener hears it; whoever adds one has to add it here, and to the documentation.</summary>
public sealed class OutcomeNamesTests : IDisposable
{
    public static readonly TheoryData<string, string> Deliveries = new()
    {
        { "Accepted", "accepted" },
        { "Duplicate", "duplicate" },
        { "MethodNotAllowed", "method_not_allowed" },
        { "HttpsRequired", "https_required" },
        { "BodyTooLarge", "body_too_large" },
        { "BodyTimeout", "body_timeout" },
        { "BodyUnreadable", "body_unreadable" },
        { "BodyAlreadyRead", "body_already_read" },
        { "EndpointNotVerified", "endpoint_not_verified" },
        { "SignatureMissing", "signature_missing" },
        { "SignatureMalformed", "signature_malformed" },
        { "SignatureMismatch", "signature_mismatch" },
        { "TimestampMissing", "timestamp_missing" },
        { "TimestampMalformed", "timestamp_malformed" },
        { "TimestampStale", "timestamp_stale" },
        { "TimestampInFuture", "timestamp_in_future" },
        { "MalformedPayload", "malformed_payload" },
        { "EventExpired", "event_expired" },
        { "InProgress", "in_progress" },
        { "InboxFull", "inbox_full" },
        { "InboxUnavailable", "inbox_unavailable" },
        { "SecretsUnavailable", "secrets_unavailable" },
        { "ConfigurationInvalid", "configuration_invalid" },
        { "EventTypeMismatch", "event_type_mismatch" },
        { "PayloadUnreadable", "payload_unreadable" },
        { "Aborted", "aborted" },
        { "HandledInline", "handled_inline" },
        { "FailedInline", "failed_inline" },
    };

    public static readonly TheoryData<string, string> Settlements = new()
    {
        { "Completed", "completed" },
        { "Retry", "retried" },
        { "Abandoned", "abandoned" },
        { "HandedOver", "handed_over" },
        { "Dead", "dead" },
    };

    public static readonly TheoryData<string, string> DeadLetterReasons = new()
    {
        { "AttemptsExhausted", "attempts_exhausted" },
        { "Rejected", "rejected" },
        { "UnreadablePayload", "unreadable_payload" },
        { "UnknownReceiver", "unknown_receiver" },
    };

    public static readonly TheoryData<string, string> Handlers = new()
    {
        { "Succeeded", "succeeded" },
        { "Failed", "failed" },
        { "Rejected", "rejected" },
        { "Unreadable", "unreadable" },
        { "Interrupted", "interrupted" },
    };

    private readonly TestMetrics _heard = new();

    public void Dispose() => _heard.Dispose();

    [Fact]
    public void Of_AnythingThatCanEnd_HasItsNamePublishedHere()
    {
        Named(Deliveries).Should().BeEquivalentTo(Enum.GetNames<DeliveryOutcome>());
        Named(Settlements).Should().BeEquivalentTo(typeof(Settlement).GetNestedTypes().Select(type => type.Name));
        Named(DeadLetterReasons).Should().BeEquivalentTo(Enum.GetNames<DeadLetterReason>());
        Named(Handlers).Should().BeEquivalentTo(Enum.GetNames<HandlerOutcome>());
    }

    [Theory]
    [MemberData(nameof(Deliveries))]
    public void Of_EachDelivery_IsHeardUnderItsName(string outcome, string name)
    {
        _heard.Metrics.DeliveryAnswered("", OutcomeNames.Of(Enum.Parse<DeliveryOutcome>(outcome)), TimeSpan.FromSeconds(1));

        _heard.Of("eightbit.webhooks.deliveries").Should().ContainSingle().Which.Outcome.Should().Be(name);
        _heard.Of("eightbit.webhooks.acknowledgement.duration").Should().ContainSingle().Which.Outcome.Should().Be(name);
    }

    [Theory]
    [MemberData(nameof(Settlements))]
    public void Of_EachSettlement_IsHeardUnderItsName(string settlement, string name)
    {
        _heard.Metrics.AttemptEnded(Lease, SettlementNamed(settlement));

        var attempt = _heard.Of("eightbit.webhooks.attempts").Should().ContainSingle().Subject;
        attempt.Outcome.Should().Be(name);
        attempt.Tags.ContainsKey("eightbit.webhooks.dead_letter.reason").Should().Be(name == "dead");
    }

    [Theory]
    [MemberData(nameof(DeadLetterReasons))]
    public void Of_EachReason_IsHeardUnderItsName(string reason, string name)
    {
        _heard.Metrics.AttemptEnded(Lease, new Settlement.Dead(Enum.Parse<DeadLetterReason>(reason), HandlerProgress.None, ""));

        _heard.Of("eightbit.webhooks.attempts").Should().ContainSingle().Which.Tags["eightbit.webhooks.dead_letter.reason"].Should().Be(name);
    }

    [Theory]
    [MemberData(nameof(Handlers))]
    public void Of_EachHandler_IsHeardUnderItsName(string outcome, string name)
    {
        _heard.Metrics.HandlerEnded(Lease, "App.LogMessage", OutcomeNames.Of(Enum.Parse<HandlerOutcome>(outcome)), TimeSpan.FromSeconds(1));

        _heard.Of("eightbit.webhooks.handler.duration").Should().ContainSingle().Which.Outcome.Should().Be(name);
    }

    [Fact]
    public void Lost_Always_IsHeardUnderItsName()
    {
        _heard.Metrics.AttemptLost(Lease);

        _heard.Of("eightbit.webhooks.attempts").Should().ContainSingle().Which.Outcome.Should().Be("lost");
    }

    [Fact]
    public void Of_ValueThatIsNotDefined_Throws()
    {
        FluentActions.Invoking(() => OutcomeNames.Of((DeliveryOutcome)99)).Should().Throw<KeyNotFoundException>();
        FluentActions.Invoking(() => OutcomeNames.Of((DeadLetterReason)99)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => OutcomeNames.Of((HandlerOutcome)99)).Should().Throw<ArgumentOutOfRangeException>();
    }

    private static InboxLease Lease => new(1, 1, 1, Tests.Processing.Deliveries.Of("{}"), HandlerProgress.None);

    private static IEnumerable<string> Named(TheoryData<string, string> table) => table.Select(row => (string)row[0]);

    private static Settlement SettlementNamed(string name) => name switch
    {
        "Completed" => Settlement.Completed.Instance,
        "Retry" => new Settlement.Retry(TimeSpan.Zero, HandlerProgress.None, ""),
        "HandedOver" => new Settlement.HandedOver(TimeSpan.Zero, HandlerProgress.None),
        "Abandoned" => new Settlement.Abandoned(HandlerProgress.None),
        "Dead" => new Settlement.Dead(DeadLetterReason.Rejected, HandlerProgress.None, ""),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Say here how one is made."),
    };
}
