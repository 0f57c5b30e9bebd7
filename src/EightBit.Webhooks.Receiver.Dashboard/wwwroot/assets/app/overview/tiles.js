import { bytes, number } from '../amounts.js';
import { html } from '../html.js';
import { Icon } from '../icons.js';
import { linkTo } from '../shell/route.js';
import { span } from '../time/durations.js';

const old = 30 * 60_000;

/** Where the inbox stands now. */
export function Tiles({ statistics, receiver }) {
  if (!statistics) return html`<div class="tiles placeholder" aria-hidden="true">${[1, 2, 3, 4, 5].map((each) => html`<div class="tile" key=${each}></div>`)}</div>`;
  const { pending, claimed, awaitingRetry, deadLetters, pendingBytes, capacity, oldestAgeMs } = statistics;
  const room = capacity === null ? bytes(pendingBytes) : `of ${number(capacity)} · ${bytes(pendingBytes)}`;
  const full = capacity !== null && pending >= 0.8 * capacity;

  return html`<section aria-label="The inbox now"><dl class="tiles">
    <${Tile} label="In the inbox" icon="deliveries" value=${number(pending)} note=${room} tone=${full ? 'warn' : ''} />
    <${Tile} label="Running" icon="running" value=${number(claimed)} note=${claimed === 0 ? 'no handler at work' : 'handlers at work'} />
    <${Tile} label="Awaiting retry" icon="retries" value=${number(awaitingRetry)} tone=${awaitingRetry > 0 ? 'warn' : ''}
      note=${awaitingRetry === 0 ? 'nothing has failed' : html`<a href=${linkTo('retries', { receiver })}>see why</a>`} />
    <${Tile} label="Dead letters" icon="dead" value=${number(deadLetters)} tone=${deadLetters > 0 ? 'bad' : ''}
      note=${deadLetters === 0 ? 'none' : html`<a href=${linkTo('dead-letters', { receiver })}>inspect, replay</a>`} />
    <${Tile} label="Oldest in the inbox" icon="clock" value=${oldestAgeMs === null ? '–' : span(oldestAgeMs)} tone=${oldestAgeMs > old ? 'warn' : ''}
      note=${oldestAgeMs === null ? 'the inbox is empty' : 'since it was accepted'} />
  </dl></section>`;
}

function Tile({ label, icon, value, note, tone }) {
  return html`<div class=${`tile ${tone ?? ''}`}>
    <dt><${Icon} name=${icon} />${label}</dt>
    <dd class="value">${value}</dd>
    <dd class="note">${note}</dd>
  </div>`;
}
