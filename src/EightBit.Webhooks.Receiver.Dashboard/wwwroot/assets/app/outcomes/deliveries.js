/** How deliveries are answered: the codes of the package's answers. */
export const deliveryOutcomes = {
  accepted: { label: 'Accepted', tone: 'good', means: 'The event is in the inbox and was acknowledged with 200.' },
  handled_inline: { label: 'Handled inline', tone: 'good', means: 'An endpoint of the application ran for it and answered 2xx.' },
  failed_inline: {
    label: 'Failed inline', tone: 'warn',
    means: 'The application’s own endpoint did not answer 2xx. The id was released, so the platform’s retry runs it again.',
  },
  duplicate: { label: 'Duplicate', tone: 'neutral', means: 'This id was accepted before. Answered 200, so that the platform stops; nothing runs twice.' },
  in_progress: { label: 'In progress', tone: 'neutral', means: 'The same event is running elsewhere right now. Answered 409; the platform sends it again.' },
  aborted: { label: 'Sender left', tone: 'neutral', means: 'The sender closed the connection before there was anything to answer.' },
  signature_missing: {
    label: 'Signature missing', tone: 'warn',
    means: 'There is no header X-8bit-Signature-256: the request is not from the platform, or a proxy has removed the header.',
  },
  signature_malformed: {
    label: 'Signature malformed', tone: 'warn',
    means: 'The header X-8bit-Signature-256 is not 64 hex digits, once, with or without the prefix sha256=.',
  },
  signature_mismatch: {
    label: 'Signature mismatch', tone: 'warn',
    means: 'The signature does not match: wrong secret, a forged request, or a body that was changed on the way. '
      + 'Check that the secret is this endpoint’s and the current one, that SecretEncoding fits, and that nothing in front decompresses or rewrites the body.',
  },
  timestamp_missing: { label: 'Timestamp missing', tone: 'warn', means: 'The signature is valid, but there is no header X-8bit-Timestamp. Check whether a proxy removes it.' },
  timestamp_malformed: { label: 'Timestamp malformed', tone: 'warn', means: 'The signature is valid, but the header X-8bit-Timestamp is not a number of Unix seconds.' },
  timestamp_stale: {
    label: 'Timestamp stale', tone: 'warn',
    means: 'Validly signed, but sent longer ago than TimestampTolerance. If these are the platform’s own retries, raise TimestampTolerance; if this machine’s clock is wrong, correct it.',
  },
  timestamp_in_future: { label: 'Timestamp in future', tone: 'warn', means: 'Validly signed, but its timestamp is ahead of this machine’s clock by more than TimestampTolerance. Check this machine’s clock.' },
  event_expired: {
    label: 'Event expired', tone: 'warn',
    means: 'The signed body states a time longer ago than DeduplicationRetention, or none where one is required: its id may be forgotten, so it could be a replay.',
  },
  malformed_payload: { label: 'Malformed payload', tone: 'warn', means: 'Validly signed, but the body is not a JSON object with a usable “id” and “type”.' },
  event_type_mismatch: { label: 'Other event type', tone: 'warn', means: 'The inline endpoint takes another type of event than this one. Check which types the platform sends it.' },
  payload_unreadable: { label: 'Payload unreadable', tone: 'warn', means: 'The event’s data cannot be read as the type that the inline endpoint takes. Check that type’s properties.' },
  https_required: { label: 'HTTPS required', tone: 'warn', means: 'RequireHttps is on and the request came over HTTP. If TLS ends at a proxy, add the forwarded-headers middleware before the endpoint.' },
  method_not_allowed: { label: 'Not a POST', tone: 'warn', means: 'Deliveries are sent with POST; somebody may have opened the address in a browser.' },
  body_too_large: { label: 'Body too large', tone: 'warn', means: 'The body is larger than MaxBodyBytes.' },
  body_timeout: { label: 'Body too slow', tone: 'warn', means: 'The body did not arrive within AcknowledgementTimeout.' },
  body_unreadable: { label: 'Body unreadable', tone: 'warn', means: 'The body could not be read from the connection. If the application decompresses requests, keep that from this path.' },
  body_already_read: {
    label: 'Body already read', tone: 'bad',
    means: 'An earlier middleware has read the body, so the bytes that were signed are gone. Let it skip this path, or call EnableBuffering before it reads.',
  },
  endpoint_not_verified: {
    label: 'Endpoint not verified', tone: 'bad',
    means: 'A request reached an action marked with [EightBitWebhook] without being verified, and was answered 500. Map controllers with MapControllers, not with UseMvc.',
  },
  inbox_full: { label: 'Inbox full', tone: 'bad', means: 'Answered 503; the platform sends it again. Handlers do not keep up: see what is being retried, and how old the oldest event is.' },
  inbox_unavailable: { label: 'Inbox unavailable', tone: 'bad', means: 'Answered 503; the platform sends it again. The inbox’s store did not answer in time: check the disk or Redis.' },
  secrets_unavailable: { label: 'Secrets unavailable', tone: 'bad', means: 'Answered 503. The secret source failed or took longer than AcknowledgementTimeout.' },
  configuration_invalid: { label: 'Configuration invalid', tone: 'bad', means: 'Answered 503. The configuration was changed to something invalid; deliveries are refused until it is corrected.' },
};
