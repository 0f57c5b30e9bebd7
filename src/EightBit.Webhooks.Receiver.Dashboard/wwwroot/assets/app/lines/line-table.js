import { html } from '../html.js';
import { Badge } from '../outcomes/badge.js';
import { linkTo, linkToEvent } from '../shell/route.js';
import { measured } from '../time/durations.js';
import { Ago } from '../time/moment.js';
import { Detail } from './detail.js';

export const numberOf = (line) => line.number;

const columns = ['When', 'Outcome', 'Event', 'Conversation', 'Detail', 'Took'];

/** Lines of the delivery log, newest first. */
export function LineTable({ lines, caption, receiver }) {
  return html`<table class="cards lines" role="table">
    <caption class="unseen">${caption}</caption>
    <thead role="rowgroup"><tr role="row">
      ${columns.map((column) => html`<th key=${column} role="columnheader" scope="col" class=${`col-${column.toLowerCase()}`}>${column}</th>`)}
    </tr></thead>
    <tbody role="rowgroup">
      ${lines.map((line) => html`<${Row} key=${line.number} line=${line} receiver=${receiver} showReceiver=${receiver === undefined} />`)}
    </tbody>
  </table>`;
}

function Row({ line, receiver, showReceiver }) {
  return html`<tr role="row">
    <td role="cell" class="when"><${Ago} at=${line.at} /></td>
    <td role="cell" class="outcome"><${Badge} code=${line.outcome} /></td>
    <td role="cell" class="event"><${EventName} of=${line} showReceiver=${showReceiver} /></td>
    <td role="cell" class="conversation" data-label="Conversation"><${Conversation} id=${line.conversationId} receiver=${receiver} /></td>
    <td role="cell" class="detail"><${Detail} line=${line} /></td>
    <td role="cell" class="took number">${measured(line.durationMs)}</td>
  </tr>`;
}

/** Type and id of an event; the id leads to it. A delivery that was not verified names none. */
export function EventName({ of, showReceiver = true }) {
  const { eventId, eventType, receiver, tenant } = of;
  const home = [showReceiver && receiver, tenant].filter(Boolean).join(' · ');
  return html`<div class="event-name">
    ${eventType ? html`<span class="type" title=${eventType}>${eventType}</span>` : html`<span class="muted">unknown: not verified</span>`}
    ${eventId && html`<a class="id" href=${linkToEvent(of)} title=${eventId}>${eventId}</a>`}
    ${home && html`<span class="home">${home}</span>`}
  </div>`;
}

export function Conversation({ id, receiver }) {
  if (!id) return html`<span class="muted" aria-label="none">–</span>`;
  return html`<a class="id" href=${linkTo('deliveries', { receiver, conversationId: id })} title=${`All of conversation ${id}`}>${id}</a>`;
}
