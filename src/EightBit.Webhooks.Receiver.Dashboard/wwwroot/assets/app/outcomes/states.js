/** Where an event stands that the inbox still holds, and why one is dead. */
export const inboxStates = {
  waiting: { label: 'Waiting', tone: 'neutral', icon: 'clock', means: 'It waits for a worker, or behind an earlier event of its conversation.' },
  claimed: { label: 'Running', tone: 'neutral', icon: 'running', means: 'A worker has it.' },
  awaiting_retry: { label: 'Awaiting retry', tone: 'warn', icon: 'retries', means: 'It has failed, and waits for its next attempt. Later events of its conversation wait behind it.' },
  dead: { label: 'Dead letter', tone: 'bad', icon: 'dead', means: 'It has failed for good and is kept whole, until somebody replays or purges it.' },
  attempts_exhausted: { label: 'Attempts exhausted', tone: 'bad', means: 'Every attempt failed, or ended with the process.' },
  unreadable_payload: { label: 'Unreadable payload', tone: 'bad', means: 'The event’s data is not what its type’s payload can be read from. Mend the type, then replay.' },
  unknown_receiver: { label: 'Unknown receiver', tone: 'bad', means: 'No node that has claimed the event knows a receiver of its name. Check the configuration, then replay.' },
};
