import { useState } from '../../vendor/hooks.js';
import { counted } from '../amounts.js';
import { html } from '../html.js';
import { useLive } from '../server/live.js';
import { usePolled } from '../server/polled.js';
import { Empty, Loading, Page, Problem } from '../shell/page.js';
import { linkTo } from '../shell/route.js';
import { useLetterActions } from './actions.js';
import { Confirm } from './confirm.js';
import { LetterTable } from './letter-table.js';
import { Locked } from './locked.js';
import { Results } from './results.js';
import { SelectionBar } from './selection-bar.js';

const take = 50;

/** What has failed for good, and the way back. The list stands still while letters are selected. */
export function DeadLettersPage({ query }) {
  const { receiver, paused } = useLive();
  const [selected, setSelected] = useState(new Set());
  const [asked, setAsked] = useState(null);
  const actions = useLetterActions();
  const { data, error } = usePolled('dead-letters', { receiver, after: query.after, take }, 2000, !paused && selected.size === 0 && !asked);

  const letters = data?.items;
  const chosen = letters?.filter((letter) => selected.has(letter.entryId)) ?? [];
  const problem = error ?? data?.problem;
  const confirm = async () => {
    setSelected(new Set());
    await actions[asked.action](asked.letters);
  };

  return html`<${Page} title="Dead letters">
    <p class="lead muted">These have failed for good and are kept whole. Mend what made them fail, then replay them; purge what nobody needs.</p>
    <${Results} ...${actions} />
    <section class="panel" aria-labelledby="letters">
      <div class="panel-head"><h2 id="letters">${letters ? counted(letters.length, 'dead letter') + (data.next || query.after ? ' on this page' : '') : 'Dead letters'}</h2>
        <span class="muted">oldest first</span></div>
      ${problem ? html`<${Problem}>${problem}<//>` : !letters ? html`<${Loading} />` : letters.length === 0
        ? html`<${Empty} title=${query.after ? 'No more dead letters' : 'No dead letters'}>Everything that was accepted has been processed, or still can be. An event comes here when its attempts are used up, a handler rejects it, or its data cannot be read.<//>`
        : html`
          <${Locked} ...${actions} />
          <${SelectionBar} letters=${letters} chosen=${chosen} busy=${actions.busy} onSelect=${setSelected} onAsk=${(action) => setAsked({ action, letters: chosen })} />
          <${LetterTable} letters=${letters} receiver=${receiver} selected=${selected} busy=${actions.busy} onSelect=${setSelected}
            onReplay=${(letter) => actions.replay([letter])} onPurge=${(letter) => setAsked({ action: 'purge', letters: [letter] })} />`}
      ${(data?.next || query.after) && html`<p class="pager">
        ${query.after && html`<a class="button" href=${linkTo('dead-letters', { receiver })}>First page</a>`}
        ${data?.next && html`<a class="button" href=${linkTo('dead-letters', { receiver, after: data.next })} onClick=${() => setSelected(new Set())}>Next page</a>`}
      </p>`}
    </section>
    ${asked && html`<${Confirm} ...${asked} onConfirm=${confirm} onClose=${() => setAsked(null)} />`}
  <//>`;
}
