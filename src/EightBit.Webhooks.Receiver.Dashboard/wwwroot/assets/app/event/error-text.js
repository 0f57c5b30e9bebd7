import { html } from '../html.js';

/** An error in full, unless it is word for word the one before. */
export function ErrorText({ text, before, attempt }) {
  if (!text) return null;
  if (text === before) return html`<p class="muted small">The same error as in attempt ${attempt}.</p>`;
  return html`<pre tabindex="0">${text}</pre>`;
}
