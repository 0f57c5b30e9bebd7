import { useEffect, useState } from '../../vendor/hooks.js';
import { html } from '../html.js';
import { Icon } from '../icons.js';
import { wordsOf } from '../outcomes/words.js';
import { linkTo } from '../shell/route.js';

export const filterNames = ['eventId', 'conversationId', 'eventType', 'outcome', 'kind', 'from', 'to'];

const kinds = [['', 'Both'], ['delivery', 'Deliveries'], ['handling', 'Handler runs']];

/** The search. What is searched for is in the address, so that it can be kept, sent on and gone back to. */
export function Filters({ query, outcomes }) {
  const [draft, setDraft] = useState(query);
  useEffect(() => setDraft(query), [JSON.stringify(query)]);
  const apply = (filters) => {
    location.hash = linkTo('deliveries', filters);
  };
  const type = (name) => (event) => setDraft({ ...draft, [name]: event.target.value });
  const pick = (name) => (event) => apply({ ...draft, [name]: event.target.value });
  const submit = (event) => {
    event.preventDefault();
    apply(trimmed(draft));
  };
  const active = filterNames.some((name) => query[name]);

  return html`<form class="filters panel" role="search" aria-label="Deliveries" onSubmit=${submit}>
    ${[['eventId', 'Event id'], ['conversationId', 'Conversation'], ['eventType', 'Type']].map(([name, label]) => html`<label key=${name}>${label}
      <input id=${`filter-${name}`} type="search" autocomplete="off" spellcheck=${false} value=${draft[name] ?? ''} onInput=${type(name)} />
    </label>`)}
    <label>Outcome
      <select value=${draft.outcome ?? ''} onChange=${pick('outcome')}>
        <option value="">Any</option>
        ${withChosen(outcomes, draft.outcome).map((code) => html`<option key=${code} value=${code}>${wordsOf(code).label} (${code})</option>`)}
      </select>
    </label>
    <label>Lines
      <select value=${draft.kind ?? ''} onChange=${pick('kind')}>
        ${kinds.map(([value, label]) => html`<option key=${value} value=${value}>${label}</option>`)}
      </select>
    </label>
    ${[['from', 'From'], ['to', 'Until']].map(([name, label]) => html`<label key=${name}>${label}
      <input type="datetime-local" step="1" value=${draft[name] ?? ''} onInput=${type(name)} />
    </label>`)}
    <div class="filter-actions">
      <button type="submit" class="primary"><${Icon} name="search" />Search</button>
      ${active && html`<a class="button" href=${linkTo('deliveries', { receiver: query.receiver })}>Clear</a>`}
    </div>
  </form>`;
}

const withChosen = (outcomes, chosen) => (!chosen || outcomes.includes(chosen) ? outcomes : [...outcomes, chosen]);

const trimmed = (draft) => Object.fromEntries(Object.entries(draft).map(([name, value]) => [name, name === 'receiver' ? value : value.trim()]));
