import { html } from '../html.js';
import { Exactly } from '../time/moment.js';

/** The failed attempts that the inbox remembers, with their errors in full. */
export function Failures({ held }) {
  if (!held || held.history.length === 0) return null;
  return html`<section class="panel" aria-labelledby="failures"><div class="panel-head"><h2 id="failures">Failed attempts</h2><span class="muted">as the inbox remembers them</span></div>
    <ol class="failures">${held.history.toReversed().map(({ attempt, failedAt, error }) => html`<li key=${`${attempt} ${failedAt}`}>
      <p><b>Attempt ${attempt}</b> <${Exactly} at=${failedAt} /></p>
      <pre tabindex="0">${error}</pre>
    </li>`)}</ol>
  </section>`;
}
