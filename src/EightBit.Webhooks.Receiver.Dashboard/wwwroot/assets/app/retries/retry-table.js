import { html } from '../html.js';
import { Conversation, EventName } from '../lines/line-table.js';
import { Why } from '../lines/why.js';
import { Ago, Due } from '../time/moment.js';

export function RetryTable({ items, receiver }) {
  return html`<table class="cards retries" role="table">
    <caption class="unseen">Events that wait for their next attempt, the one that is due first in front</caption>
    <thead role="rowgroup"><tr role="row">
      <th role="columnheader" scope="col">Next attempt</th><th role="columnheader" scope="col" class="number">Attempts</th>
      <th role="columnheader" scope="col">Event</th><th role="columnheader" scope="col">Conversation</th>
      <th role="columnheader" scope="col" class="wide">Last error</th><th role="columnheader" scope="col">Received</th>
    </tr></thead>
    <tbody role="rowgroup">${items.map((held) => html`<tr key=${held.entryId} role="row">
      <td role="cell" data-label="Next attempt"><b>${held.nextAttemptAt ? html`<${Due} at=${held.nextAttemptAt} />` : 'running'}</b></td>
      <td role="cell" class="number" data-label="Attempts">${held.attempts}</td>
      <td role="cell" class="event"><${EventName} of=${held} /></td>
      <td role="cell" class="conversation" data-label="Conversation"><${Conversation} id=${held.conversationId} receiver=${receiver} /></td>
      <td role="cell" class="detail">${held.error ? html`<${Why} error=${held.error} />` : html`<span class="muted">not known</span>`}</td>
      <td role="cell" class="when" data-label="Received"><${Ago} at=${held.receivedAt} /></td>
    </tr>`)}</tbody>
  </table>`;
}
