namespace EightBit.Webhooks.Receiver.Receiving;

/// <summary>What became of a delivery: one value for each answer, and three for those that are not answered by us.</summary>
internal enum DeliveryOutcome
{
    Accepted,
    Duplicate,
    MethodNotAllowed,
    HttpsRequired,
    BodyTooLarge,
    BodyTimeout,
    BodyUnreadable,
    BodyAlreadyRead,
    EndpointNotVerified,
    SignatureMissing,
    SignatureMalformed,
    SignatureMismatch,
    TimestampMissing,
    TimestampMalformed,
    TimestampStale,
    TimestampInFuture,
    MalformedPayload,
    EventExpired,
    InProgress,
    InboxFull,
    InboxUnavailable,
    SecretsUnavailable,
    ConfigurationInvalid,
    EventTypeMismatch,
    PayloadUnreadable,

    /// <summary>The sender went away before there was anything to answer.</summary>
    Aborted,

    /// <summary>An endpoint of the application has answered 2xx.</summary>
    HandledInline,

    /// <summary>An endpoint of the application has answered something else, or thrown.</summary>
    FailedInline,
}
