import { counted } from '../amounts.js';
import { html } from '../html.js';

/** How many rows wait behind those that stand still, and the way to them. */
export function FreshRows({ fresh, paused, release }) {
  if (fresh === 0) return paused ? html`<span class="muted">Paused</span>` : null;
  return html`<button type="button" class="fresh" onClick=${release}>${counted(fresh, 'new line')}: show</button>`;
}
