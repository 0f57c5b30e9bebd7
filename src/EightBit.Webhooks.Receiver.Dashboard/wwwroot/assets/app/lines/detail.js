import { html } from '../html.js';
import { wordsOf } from '../outcomes/words.js';
import { Why } from './why.js';

/** Who ran and what went wrong. */
export function Detail({ line }) {
  const run = line.handler && html`<span class="run"><span class="handler" title=${line.handler}>${shortName(line.handler)}</span>
    ${line.attempt !== null && html` <span class="muted">attempt ${line.attempt}</span>`}</span>`;
  const { means, tone } = wordsOf(line.outcome);
  const explain = tone === 'warn' || tone === 'bad';
  if (!line.error && !explain) return run || html`<span class="muted" aria-label="none">–</span>`;

  return html`${run}<${Why} error=${line.error} means=${explain && means} />`;
}

/** "Crm.Handlers.LogMessage" as "LogMessage"; its title has all of it. */
export const shortName = (handler) => handler.split('.').at(-1);
