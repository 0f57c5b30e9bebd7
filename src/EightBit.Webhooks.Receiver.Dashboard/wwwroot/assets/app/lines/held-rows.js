import { useEffect, useRef, useState } from '../../vendor/hooks.js';

/**
 * Rows that stand still while the reader has paused, points at them or has the focus among them: a list must not move under his hands.
 * Gives the rows to show, how many newer ones wait, and what to put on the element around them.
 */
export function useHeldRows(rows, keyOf, paused) {
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const shown = useRef(rows);
  const [, drawAgain] = useState(0);
  const held = paused || pointed || focused;
  if (!held || shown.current === null || shown.current === undefined) shown.current = rows;

  const known = new Set(shown.current?.map(keyOf));
  const fresh = rows === shown.current ? 0 : (rows ?? []).filter((row) => !known.has(keyOf(row))).length;
  const around = useRef();
  useEffect(() => {
    const element = around.current;
    const enter = (event) => event.pointerType === 'mouse' && setPointed(true);
    const leave = () => setPointed(false);
    const focus = () => setFocused(true);
    const blur = (event) => setFocused(element.contains(event.relatedTarget));
    const listeners = { pointerenter: enter, pointerleave: leave, focusin: focus, focusout: blur };
    for (const [name, listener] of Object.entries(listeners)) element.addEventListener(name, listener);
    return () => {
      for (const [name, listener] of Object.entries(listeners)) element.removeEventListener(name, listener);
    };
  }, []);

  const release = () => {
    shown.current = rows;
    drawAgain((count) => count + 1);
  };
  return { shown: shown.current, fresh, held, release, around };
}
