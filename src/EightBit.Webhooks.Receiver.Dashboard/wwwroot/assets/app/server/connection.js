import { useEffect, useState } from '../../vendor/hooks.js';

const fine = { kind: 'fine' };
let state = fine;
const listeners = new Set();

function set(next) {
  state = next;
  listeners.forEach((listener) => listener(next));
}

/** What the last request told of the server, for the banner. */
export const connection = {
  get ended() {
    return state.kind === 'signed-out' || state.kind === 'forbidden';
  },
  answered() {
    if (state.kind !== 'fine') set(fine);
  },
  failed(error) {
    const since = state.kind === error.kind ? state.since : Date.now();
    set({ kind: error.kind, message: error.message, since });
  },
};

export function useConnection() {
  const [current, setCurrent] = useState(state);
  useEffect(() => {
    listeners.add(setCurrent);
    setCurrent(state);
    return () => listeners.delete(setCurrent);
  }, []);
  return current;
}
