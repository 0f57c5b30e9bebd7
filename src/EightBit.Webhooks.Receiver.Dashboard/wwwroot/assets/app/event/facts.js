import { bytes } from '../amounts.js';
import { html } from '../html.js';
import { Badge } from '../outcomes/badge.js';
import { wordsOf } from '../outcomes/words.js';
import { linkTo } from '../shell/route.js';
import { Due, Exactly } from '../time/moment.js';

/** Where an event stands, where it belongs and when it was made, sent and received. */
export function Facts({ data, of }) {
  const { held } = data;
  const facts = [
    ['Stands', held ? html`<${Badge} code=${held.state} /> <span class="muted">${wordsOf(held.state).means}</span>` : html`<span class="muted">The inbox does not hold it.</span>`],
    ['Why', held?.deadReason && html`<${Badge} code=${held.deadReason} /> <span class="muted">${wordsOf(held.deadReason).means}</span>`],
    ['Next attempt', held?.nextAttemptAt && html`<b><${Due} at=${held.nextAttemptAt} /></b>`],
    ['Attempts', held && String(held.attempts)],
    ['Done handlers', names(held?.completedHandlers)],
    ['Rejected by', names(held?.rejectedHandlers)],
    ['Receiver', data.receiver || '(default)'],
    ['Tenant', data.tenant],
    ['Conversation', of.conversationId && html`<a class="id" href=${linkTo('deliveries', { conversationId: of.conversationId })}>${of.conversationId}</a>`],
    ['Created', held?.createdAt && html`<${Exactly} at=${held.createdAt} />`],
    ['Sent', held?.sentAt && html`<${Exactly} at=${held.sentAt} />`],
    ['Received', held?.receivedAt && html`<${Exactly} at=${held.receivedAt} />`],
    ['Died', held?.diedAt && html`<${Exactly} at=${held.diedAt} />`],
    ['Id in the header', held?.eventIdHeader && html`<span class="id">${held.eventIdHeader}</span> <span class="muted">not signed</span>`],
    ['Size', held && bytes(held.bodyBytes)],
  ];
  return html`<section class="panel" aria-labelledby="facts"><div class="panel-head"><h2 id="facts">The event</h2></div>
    <dl class="facts">${facts.filter(([, value]) => value).map(([name, value]) => html`<div key=${name}><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
  </section>`;
}

const names = (handlers) => handlers?.length > 0 && html`<ul class="handlers">${handlers.map((name) => html`<li key=${name}>${name}</li>`)}</ul>`;
