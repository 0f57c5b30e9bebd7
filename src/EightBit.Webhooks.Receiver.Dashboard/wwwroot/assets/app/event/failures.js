import { html } from '../html.js';
import { Exactly } from '../time/moment.js';
import { ErrorText } from './error-text.js';

/** The failed attempts that the inbox remembers, with their errors in full. */
export function Failures({ held }) {
  if (!held || held.history.length === 0) return null;
  const { history } = held;
  return html`<section class="panel" aria-labelledby="failures"><div class="panel-head"><h2 id="failures">Failed attempts</h2><span class="muted">as the inbox remembers them</span></div>
    <ol class="failures">${history.map(({ attempt, failedAt, error }, index) => html`<li key=${`${attempt} ${failedAt}`}>
      <p><b>Attempt ${attempt}</b> <${Exactly} at=${failedAt} /></p>
      <${ErrorText} text=${error} before=${history[index - 1]?.error} attempt=${history[index - 1]?.attempt} />
    </li>`)}</ol>
  </section>`;
}
