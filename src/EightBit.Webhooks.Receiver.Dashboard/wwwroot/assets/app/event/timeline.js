import { html } from '../html.js';
import { Icon } from '../icons.js';
import { shortName } from '../lines/detail.js';
import { Badge } from '../outcomes/badge.js';
import { wordsOf } from '../outcomes/words.js';
import { measured, span } from '../time/durations.js';
import { absolute, Ago, Due } from '../time/moment.js';
import { ErrorText } from './error-text.js';

/** Deliveries and runs of handlers in the order they happened, and what is to come. */
export function Timeline({ lines, held }) {
  const steps = lines.toReversed();
  return html`<section class="panel" aria-labelledby="timeline"><div class="panel-head"><h2 id="timeline">What happened</h2>
      <span class="muted">${lines.length >= 1000 ? 'the last 1,000 lines' : 'oldest first'}</span></div>
    ${steps.length === 0 && html`<p class="no-payload muted">The log has no line of this event. It may be of an earlier process, or of another node.</p>`}
    <ol class="timeline">
      ${steps.map((line, index) => html`<${Step} key=${line.number} line=${line} before=${steps[index - 1]} sameBefore=${steps.slice(0, index).findLast((step) => step.outcome === line.outcome && step.handler === line.handler)} />`)}
      <${Ahead} held=${held} />
    </ol>
  </section>`;
}

function Step({ line, before, sameBefore }) {
  const { tone, means } = wordsOf(line.outcome);
  const explain = !sameBefore && (tone === 'warn' || tone === 'bad' || line.outcome === 'duplicate');
  const isDelivery = line.kind === 'delivery';
  const gap = before && Date.parse(line.at) - Date.parse(before.at);
  return html`<li class=${tone}>
    <span class="dot"><${Icon} name=${isDelivery && tone === 'good' ? 'deliveries' : tone} /></span>
    <div class="step">
      <p class="step-head"><b>${isDelivery ? 'Delivery' : shortName(line.handler ?? 'Handler')}</b> <${Badge} code=${line.outcome} />
        ${line.attempt !== null && html`<span class="muted">attempt ${line.attempt}</span>`}
        <span class="took number">${measured(line.durationMs)}</span></p>
      <p class="muted small"><time datetime=${line.at}>${absolute(line.at)}</time> · <${Ago} at=${line.at} />${gap >= 1000 ? ` · ${span(gap)} later` : ''}</p>
      ${explain && html`<p class="small">${means}</p>`}
      <${ErrorText} text=${line.error} before=${sameBefore?.error} attempt=${sameBefore?.attempt} />
    </div>
  </li>`;
}

function Ahead({ held }) {
  if (!held) return null;
  const { means, tone, icon, label } = wordsOf(held.state);
  return html`<li class=${`ahead ${tone}`}>
    <span class="dot"><${Icon} name=${icon} /></span>
    <div class="step"><p class="step-head"><b>${label}</b>${held.nextAttemptAt && html` <span>next attempt <${Due} at=${held.nextAttemptAt} /></span>`}</p><p class="muted small">${means}</p></div>
  </li>`;
}
