import { html } from '../html.js';
import { useLive } from '../server/live.js';
import { Page } from '../shell/page.js';
import { filterNames, Filters } from './filters.js';
import { Results } from './results.js';

/** Everything that was delivered and what became of it, to search. */
export function DeliveriesPage({ query }) {
  const { about } = useLive();
  const search = Object.fromEntries(filterNames.filter((name) => query[name]).map((name) => [name, query[name]]));
  if (query.receiver !== undefined) search.receiver = query.receiver;
  for (const name of ['from', 'to']) {
    if (search[name]) search[name] = instant(search[name]);
  }

  return html`<${Page} title="Deliveries">
    <${Filters} query=${query} outcomes=${about?.outcomes ?? []} />
    <${Results} key=${JSON.stringify(search)} search=${search} />
  <//>`;
}

/** A local date and time as the server wants it; what is none is left for the server to refuse. */
function instant(text) {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? text : date.toISOString();
}
