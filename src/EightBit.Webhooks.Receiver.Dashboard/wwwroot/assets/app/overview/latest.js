import { html } from '../html.js';
import { FreshRows } from '../lines/fresh-rows.js';
import { useHeldRows } from '../lines/held-rows.js';
import { LineTable, numberOf } from '../lines/line-table.js';
import { Empty, Loading } from '../shell/page.js';
import { linkTo } from '../shell/route.js';

/** What is arriving and running now. */
export function Latest({ lines, paused, receiver }) {
  const rows = useHeldRows(lines, numberOf, paused);
  return html`<section class="panel" aria-labelledby="latest" ref=${rows.around}>
    <div class="panel-head">
      <h2 id="latest">Arriving now</h2>
      <${FreshRows} ...${rows} paused=${paused} />
      <a class="more" href=${linkTo('deliveries', { receiver })}>All deliveries</a>
    </div>
    ${!rows.shown ? html`<${Loading} />` : rows.shown.length === 0
      ? html`<${Empty} title="Nothing has arrived yet">
          No request has reached the webhook endpoint since this log begins. As soon as one does, it is here, refused ones included.
          If you expect some: is the platform’s endpoint address this application’s?<//>`
      : html`<${LineTable} lines=${rows.shown} receiver=${receiver} caption="The latest deliveries and handler runs, newest first" />`}
  </section>`;
}
