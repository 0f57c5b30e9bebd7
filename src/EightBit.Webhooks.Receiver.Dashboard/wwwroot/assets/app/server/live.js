import { createContext } from '../../vendor/preact.js';
import { useContext, useEffect, useState } from '../../vendor/hooks.js';
import { usePolled } from './polled.js';

/** What all pages share: what the server is, its latest state, and whether the reader has paused it. */
export const Live = createContext(null);
export const useLive = () => useContext(Live);

export function useLiveState(receiver) {
  const about = usePolled('about', undefined, 60_000).data;
  const latest = usePolled('live', { receiver }, 1000).data;
  const [frozen, setFrozen] = useState(null);
  const paused = frozen !== null;

  useEffect(() => setFrozen(null), [receiver]);

  const setPaused = (pause) => setFrozen(pause ? latest ?? {} : null);
  return { about, receiver, latest, shown: paused && frozen.lines ? frozen : latest, paused, setPaused };
}
