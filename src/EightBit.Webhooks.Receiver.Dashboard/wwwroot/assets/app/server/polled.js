import { useEffect, useState } from '../../vendor/hooks.js';
import { setServerTime } from '../time/clock.js';
import { poll } from './poll.js';

/** The latest answer of the server to one question, and why it refused if it did. Another question starts anew. */
export function usePolled(path, query, everyMs, active = true) {
  const question = JSON.stringify([path, query]);
  const [answer, setAnswer] = useState({ question, data: null, error: null });
  useEffect(() => {
    if (!active) return undefined;
    return poll(path, query, everyMs, {
      onData: (data) => {
        // Before anything is drawn from it: all its times are by the server's clock.
        if (data.now) setServerTime(data.now);
        setAnswer({ question, data, error: null });
      },
      onError: (error) => error.kind === 'refused' && setAnswer({ question, data: null, error: error.message }),
    });
  }, [question, everyMs, active]);
  return answer.question === question ? answer : { question, data: null, error: null };
}
