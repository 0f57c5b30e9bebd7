import { html } from '../html.js';
import { Icon } from '../icons.js';
import { Conversation, EventName } from '../lines/line-table.js';
import { Why } from '../lines/why.js';
import { Badge } from '../outcomes/badge.js';
import { Ago } from '../time/moment.js';

export function LetterTable({ letters, receiver, selected, busy, onSelect, onReplay, onPurge }) {
  const toggle = (letter) => {
    const next = new Set(selected);
    if (!next.delete(letter.entryId)) next.add(letter.entryId);
    onSelect(next);
  };
  return html`<table class="cards letters" role="table">
    <caption class="unseen">Dead letters, oldest first</caption>
    <thead role="rowgroup"><tr role="row">
      <th role="columnheader" scope="col"><span class="unseen">Select</span></th><th role="columnheader" scope="col">Died</th>
      <th role="columnheader" scope="col">Reason</th><th role="columnheader" scope="col">Event</th>
      <th role="columnheader" scope="col" class="wide">Last error</th>
      <th role="columnheader" scope="col">Do</th>
    </tr></thead>
    <tbody role="rowgroup">${letters.map((letter) => html`<tr key=${letter.entryId} role="row" class=${selected.has(letter.entryId) ? 'selected' : ''}>
      <td role="cell" class="select"><input type="checkbox" checked=${selected.has(letter.entryId)} onChange=${() => toggle(letter)} aria-label=${`Select ${letter.eventId}`} /></td>
      <td role="cell" class="when" data-label="Died">${letter.diedAt && html`<${Ago} at=${letter.diedAt} />`}</td>
      <td role="cell" class="outcome"><div><${Badge} code=${letter.deadReason ?? 'dead'} /></div><span class="muted attempts">${letter.attempts} ${letter.attempts === 1 ? 'attempt' : 'attempts'}</span></td>
      <td role="cell" class="event"><${EventName} of=${letter} />
        ${letter.conversationId && html`<div class="conversation"><span class="muted">in</span> <${Conversation} id=${letter.conversationId} receiver=${receiver} /></div>`}</td>
      <td role="cell" class="detail">${letter.error ? html`<${Why} error=${letter.error} />` : html`<span class="muted">not known</span>`}</td>
      <td role="cell" class="do"><div>
        <button type="button" disabled=${busy} onClick=${() => onReplay(letter)} aria-label=${`Replay ${letter.eventId}`}><${Icon} name="retries" />Replay</button>
        <button type="button" class="quiet square danger-quiet" disabled=${busy} onClick=${() => onPurge(letter)} aria-label=${`Purge ${letter.eventId}`} title="Purge"><${Icon} name="trash" /></button>
      </div></td>
    </tr>`)}</tbody>
  </table>`;
}
