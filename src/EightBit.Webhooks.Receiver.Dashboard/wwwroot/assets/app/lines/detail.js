import { html } from '../html.js';
import { wordsOf } from '../outcomes/words.js';

/** Who ran and what went wrong; the whole error, and what it means, unfold. */
export function Detail({ line }) {
  const run = line.handler && html`<span class="run"><span class="handler" title=${line.handler}>${shortName(line.handler)}</span>
    ${line.attempt !== null && html` <span class="muted">attempt ${line.attempt}</span>`}</span>`;
  const { means, tone } = wordsOf(line.outcome);
  const explain = tone === 'warn' || tone === 'bad';
  if (!line.error && !explain) return run || html`<span class="muted" aria-label="none">–</span>`;

  return html`${run}<details class="why"><summary>${line.error ?? means}</summary>
    ${explain && html`<p>${means}</p>`}
    ${line.error && html`<pre tabindex="0">${line.error}</pre>`}
  </details>`;
}

/** "Crm.Handlers.LogMessage" as "LogMessage"; its title has all of it. */
export const shortName = (handler) => handler.split('.').at(-1);
