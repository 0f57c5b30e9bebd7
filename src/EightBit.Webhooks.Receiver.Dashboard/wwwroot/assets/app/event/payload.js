import { counted } from '../amounts.js';
import { html } from '../html.js';
import { Icon } from '../icons.js';
import { CopyButton } from './copy-button.js';
import { JsonText } from './json-text.js';

const gone = 'The inbox does not hold this event any more: of a completed event nothing is kept but its id, and the log never holds a body.';

/** What the event carries, as far as the inbox still has it; or why there is nothing. */
export function Payload({ held, problem }) {
  const payload = held?.payload;
  return html`<section class="panel" aria-labelledby="payload">
    <div class="panel-head"><h2 id="payload">Payload</h2>
      ${payload && html`<span class="muted">${payload.redacted === 0 ? 'nothing hidden' : `${counted(payload.redacted, 'value')} hidden by the server`}${payload.truncated ? ', cut off' : ''}</span>
        <${CopyButton} text=${payload.text} what="the payload" />`}</div>
    ${payload
      ? html`<pre class="payload" tabindex="0" aria-labelledby="payload"><${JsonText} text=${payload.text} /></pre>
          ${payload.truncated && html`<p class="footnote muted"><${Icon} name="neutral" /><span>The server sends only the beginning of a payload as long as this one.</span></p>`}`
      : html`<p class="no-payload muted">${held?.payloadProblem ?? problem ?? gone}</p>`}
  </section>`;
}
