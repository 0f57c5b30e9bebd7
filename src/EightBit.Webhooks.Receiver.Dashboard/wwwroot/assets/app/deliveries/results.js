import { useState } from '../../vendor/hooks.js';
import { counted } from '../amounts.js';
import { html } from '../html.js';
import { FreshRows } from '../lines/fresh-rows.js';
import { useHeldRows } from '../lines/held-rows.js';
import { LineTable, numberOf } from '../lines/line-table.js';
import { useLive } from '../server/live.js';
import { usePolled } from '../server/polled.js';
import { get } from '../server/request.js';
import { Empty, Loading, Problem } from '../shell/page.js';
import { useNotify } from '../shell/toasts.js';

const take = 50;
const mostOlder = 2000;

/** What a search has found: live, until the reader asks for older lines. */
export function Results({ search }) {
  const { about, paused } = useLive();
  const notify = useNotify();
  const [older, setOlder] = useState(null);
  const [busy, setBusy] = useState(false);
  const answer = usePolled('deliveries', { ...search, take }, 2000, !paused && !older);
  const { data } = answer;
  const error = answer.error ?? data?.problem;
  const rows = useHeldRows(data?.items, numberOf, paused || older !== null);

  const lines = rows.shown && [...rows.shown, ...(older?.items ?? [])];
  const next = older ? older.next : rows.shown?.length === take ? rows.shown.at(-1).number : null;
  const more = async () => {
    setBusy(true);
    try {
      const page = (await get('deliveries', { ...search, take, before: next })).data;
      setOlder({ items: [...(older?.items ?? []), ...page.items], next: page.next });
    } catch (failure) {
      notify('bad', failure.message);
    }
    setBusy(false);
  };

  return html`<section class="panel" aria-labelledby="results" ref=${rows.around}>
    <div class="panel-head">
      <h2 id="results">${lines && !error ? `${counted(lines.length, 'line')}${next ? ', and older ones' : ''}` : 'Lines'}</h2>
      ${older ? html`<button type="button" class="fresh" onClick=${() => setOlder(null)}>Back to the newest</button>` : html`<${FreshRows} ...${rows} paused=${paused} />`}
    </div>
    ${error ? html`<${Problem}>${error}<//>` : !lines ? html`<${Loading} />` : lines.length === 0 ? html`<${Nothing} search=${search} log=${about?.log} />`
      : html`<${LineTable} lines=${lines} receiver=${search.receiver} caption="Deliveries and handler runs that were found, newest first" />`}
    ${next && lines.length < mostOlder && html`<p class="pager"><button type="button" onClick=${more} disabled=${busy}>Load older lines</button></p>`}
  </section>`;
}

function Nothing({ search, log }) {
  const filtered = Object.keys(search).some((name) => name !== 'receiver');
  if (!filtered) return html`<${Empty} title="Nothing has arrived yet">No request has reached the webhook endpoint since this log begins.<//>`;
  return html`<${Empty} title="Nothing fits">
    Ids, conversations and types are found when they are written in full. ${log && !log.durable ? 'This log is in memory: it knows only what this process has seen.' : 'Older lines may have left the log.'}
    ${' '}A request that was refused before its body could be trusted has no id, conversation or type: look for it by its outcome.
  <//>`;
}
