import { html } from '../html.js';
import { Icon } from '../icons.js';
import { Badge } from '../outcomes/badge.js';
import { useLive } from '../server/live.js';
import { usePolled } from '../server/polled.js';
import { Empty, Loading, Page, Problem } from '../shell/page.js';
import { linkTo } from '../shell/route.js';
import { CopyButton } from './copy-button.js';
import { Facts } from './facts.js';
import { Failures } from './failures.js';
import { LetterButtons } from './letter-buttons.js';
import { Payload } from './payload.js';
import { Timeline } from './timeline.js';

/** One event: what came, what ran, what failed, what the inbox still holds. */
export function EventPage({ query }) {
  const { paused, receiver } = useLive();
  const { receiver: name = '', tenant, id: eventId = '' } = query;
  const { data, error } = usePolled('event', { receiver: name, tenant, eventId }, 2000, !paused);
  const of = data?.held ?? data?.lines.find((line) => line.eventType) ?? {};
  const state = data?.held?.state ?? stateOf(data?.lines);
  const aside = html`<a class="button" href=${linkTo('deliveries', { receiver })}><${Icon} name="back" />Deliveries</a>`;
  const heading = html`<span class="id">${eventId}</span>`;

  return html`<${Page} title=${`Event ${eventId}`} name=${heading} aside=${aside}>
    <p class="under-head">${of.eventType && html`<span class="type">${of.eventType}</span>`}${state && html`<${Badge} code=${state} />`}<${CopyButton} text=${eventId} what="the id" /></p>
    ${error ? html`<${Problem}>${error}<//>` : !data ? html`<${Loading} />` : !data.held && data.lines.length === 0
      ? html`<section class="panel"><${Empty} title="Nothing is known of this event">
          The inbox does not hold it and the log has no line of it. It never arrived here, its lines have left the log, or it belongs to another receiver or tenant.<//>
          ${[data.heldProblem, data.linesProblem].map((problem) => problem && html`<${Problem} key=${problem}>${problem}<//>`)}</section>`
      : html`<div class="event-grid">
          <div class="column">
            ${data.linesProblem && html`<${Problem}>${data.linesProblem}<//>`}
            <${Timeline} lines=${data.lines} held=${data.held} />
            <${Failures} held=${data.held} />
          </div>
          <div class="column">
            <${Facts} data=${data} of=${of} />
            ${data.held?.state === 'dead' && html`<${LetterButtons} key=${data.held.entryId} letter=${data.held} />`}
            <${Payload} held=${data.held} problem=${data.heldProblem} />
          </div>
        </div>`}
  <//>`;
}

/** What the last thing that happened tells of an event that the inbox no longer holds. */
function stateOf(lines) {
  return lines?.find((line) => line.kind === 'handling')?.outcome ?? lines?.[0]?.outcome;
}
