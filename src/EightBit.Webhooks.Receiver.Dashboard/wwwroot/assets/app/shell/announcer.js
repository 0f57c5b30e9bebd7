import { useEffect, useRef, useState } from '../../vendor/hooks.js';
import { counted } from '../amounts.js';
import { html } from '../html.js';
import { wordsOf } from '../outcomes/words.js';

const everyMs = 20_000;

/** Tells a screen reader what has arrived, in one sentence now and then: a page that talks every second is switched off. */
export function Announcer({ lines, deadLetters, paused }) {
  const [text, setText] = useState('');
  const told = useRef(null);
  useEffect(() => {
    if (!lines) return;
    const top = Number(lines[0]?.number ?? 0);
    const before = told.current;
    if (before && (paused || Date.now() - before.at < everyMs)) return;
    told.current = { top, deadLetters, at: Date.now() };
    if (before) setText(sentence(lines, before, deadLetters));
  }, [lines, paused]);
  return html`<div class="unseen" aria-live="polite">${text}</div>`;
}

function sentence(lines, before, deadLetters) {
  const fresh = lines.filter((line) => Number(line.number) > before.top);
  if (fresh.length === 0) return '';
  const bad = fresh.filter((line) => ['warn', 'bad'].includes(wordsOf(line.outcome).tone)).length;
  const most = fresh.length === lines.length ? 'At least ' : '';
  const dead = deadLetters > before.deadLetters ? ` ${counted(deadLetters - before.deadLetters, 'new dead letter')}.` : '';
  return `${most}${counted(fresh.length, 'new line')}, ${bad === 0 ? 'none' : bad} refused or failed.${dead}`;
}
