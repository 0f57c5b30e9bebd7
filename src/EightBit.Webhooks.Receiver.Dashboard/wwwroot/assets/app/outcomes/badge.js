import { html } from '../html.js';
import { Icon } from '../icons.js';
import { wordsOf } from './words.js';

/** An outcome or a state: shape, colour and text. */
export function Badge({ code }) {
  const { label, tone, means, icon } = wordsOf(code);
  return html`<span class=${`badge ${tone}`} data-code=${code} title=${means}><${Icon} name=${icon ?? tone} />${label}</span>`;
}
