/** How runs of handlers end. */
export const handlingOutcomes = {
  succeeded: { label: 'Succeeded', tone: 'good', means: 'The handler ran to its end.' },
  failed: { label: 'Failed', tone: 'warn', means: 'The handler threw or ran into HandlerTimeout. The event is tried again, until MaxAttempts.' },
  rejected: { label: 'Rejected', tone: 'bad', means: 'The handler said that trying again is of no use. The event is a dead letter.' },
  unreadable: { label: 'Unreadable', tone: 'bad', means: 'The event’s data cannot be read as the payload type that the handler takes. The event is a dead letter.' },
  interrupted: { label: 'Interrupted', tone: 'neutral', means: 'The application stopped, or the lease was lost. The attempt does not count where the inbox could be told.' },
};
