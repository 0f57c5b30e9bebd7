import { useEffect, useState } from '../../vendor/hooks.js';

let ahead = 0;

/** The server's clock is the one that all times here were taken from. */
export function setServerTime(text) {
  const time = Date.parse(text);
  if (!Number.isNaN(time)) ahead = time - Date.now();
}

export const now = () => Date.now() + ahead;

/** Draws again every second, while somebody can see it. */
export function useNow() {
  const [time, setTime] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => document.hidden || setTime(now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return time;
}
