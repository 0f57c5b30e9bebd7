import { html } from '../html.js';
import { useNow } from './clock.js';
import { brief, span } from './durations.js';

const pad = (number, length = 2) => String(number).padStart(length, '0');

export function clockTime(date) {
  return `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`;
}

/** "2026-10-05 14:03:22.123", of this browser's time zone. */
export function absolute(at) {
  const date = new Date(at);
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())} ${clockTime(date)}.${pad(date.getMilliseconds(), 3)}`;
}

/** A time as its distance from now; the exact time is its title. */
export function Ago({ at }) {
  const now = useNow();
  const passed = now - Date.parse(at);
  const text = Math.abs(passed) < 1000 ? 'now' : passed < 0 ? `in ${span(-passed)}` : `${brief(passed)} ago`;
  return html`<time datetime=${at} title=${absolute(at)}>${text}</time>`;
}

/** When something is due: "in 12 s", or that it is. */
export function Due({ at }) {
  const left = Date.parse(at) - useNow();
  return html`<time datetime=${at} title=${absolute(at)}>${left <= 0 ? 'due now' : `in ${span(Math.max(left, 1000))}`}</time>`;
}

/** A time in full, with its distance from now. */
export function Exactly({ at }) {
  return html`<span class="exactly"><time datetime=${at}>${absolute(at)}</time> <span class="muted">(<${Ago} at=${at} />)</span></span>`;
}
