import { useEffect, useState } from '../../vendor/hooks.js';

const worthTellingMs = 500;
let ahead = 0;
const listeners = new Set();

export const now = () => Date.now() + ahead;

/** The server's clock is the one that all times here were taken from. */
export function setServerTime(text) {
  const time = Date.parse(text);
  if (Number.isNaN(time)) return;
  const changed = Math.abs(time - now()) > worthTellingMs;
  ahead = time - Date.now();
  if (changed) listeners.forEach((listener) => listener());
}

/** Draws again every second, while somebody can see it. */
export function useNow() {
  const [time, setTime] = useState(now);
  useEffect(() => {
    const tell = () => document.hidden || setTime(now());
    const timer = setInterval(tell, 1000);
    listeners.add(tell);
    tell();
    return () => {
      clearInterval(timer);
      listeners.delete(tell);
    };
  }, []);
  return time;
}
