import { counted } from '../amounts.js';
import { html } from '../html.js';
import { FreshRows } from '../lines/fresh-rows.js';
import { useHeldRows } from '../lines/held-rows.js';
import { useLive } from '../server/live.js';
import { usePolled } from '../server/polled.js';
import { Empty, Loading, Page, Problem } from '../shell/page.js';
import { RetryTable } from './retry-table.js';

const take = 100;

/** What has failed and will be tried again. */
export function RetriesPage() {
  const { receiver, paused } = useLive();
  const { data, error } = usePolled('retries', { receiver, take }, 2000, !paused);
  const rows = useHeldRows(data?.items, (held) => held.entryId, paused);
  const problem = error ?? data?.problem;

  return html`<${Page} title="Retries">
    <p class="lead muted">These have failed and wait for their next attempt, the one that is due first in front. Later events of the same conversation wait behind them.</p>
    <section class="panel" aria-labelledby="waiting" ref=${rows.around}>
      <div class="panel-head">
        <h2 id="waiting">${rows.shown ? `${rows.shown.length === take ? 'The first ' : ''}${counted(rows.shown.length, 'event')} waiting` : 'Waiting'}</h2>
        <${FreshRows} ...${rows} paused=${paused} />
      </div>
      ${problem ? html`<${Problem}>${problem}<//>` : !rows.shown ? html`<${Loading} />` : rows.shown.length === 0
        ? html`<${Empty} title="Nothing waits for a retry">No handler’s failure is open. What fails comes here until it succeeds, or until its attempts are used up and it is a dead letter.<//>`
        : html`<${RetryTable} items=${rows.shown} receiver=${receiver} />`}
    </section>
  <//>`;
}
