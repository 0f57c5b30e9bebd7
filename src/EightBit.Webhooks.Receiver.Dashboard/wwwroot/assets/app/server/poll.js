import { connection } from './connection.js';
import { get } from './request.js';

const slowest = 30_000;

/** Asks again and again while the page can be seen; slower and slower while the server does not answer. Returns how to end it. */
export function poll(path, query, everyMs, { onData, onError }) {
  const ended = new AbortController();
  let timer;
  let tag;
  let failures = 0;
  let asking = false;

  async function ask() {
    clearTimeout(timer);
    if (asking || document.hidden || connection.ended) return;
    asking = true;
    try {
      const answer = await get(path, query, { signal: ended.signal, tag });
      failures = 0;
      connection.answered();
      if (answer) {
        tag = answer.tag;
        onData(answer.data);
      }
    } catch (error) {
      if (ended.signal.aborted) return;
      failures++;
      if (error.kind !== 'refused') connection.failed(error);
      onError?.(error);
    } finally {
      asking = false;
    }
    if (!ended.signal.aborted) timer = setTimeout(ask, Math.min(everyMs * 2 ** failures, Math.max(slowest, everyMs)));
  }

  document.addEventListener('visibilitychange', ask);
  window.addEventListener('asknow', ask);
  ask();
  return () => {
    ended.abort();
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', ask);
    window.removeEventListener('asknow', ask);
  };
}

/** Lets everything that polls ask at once: after an action, or when somebody does not want to wait for the next try. */
export const askNow = () => window.dispatchEvent(new Event('asknow'));
