import { number } from '../amounts.js';
import { html } from '../html.js';
import { Icon } from '../icons.js';
import { linkTo } from './route.js';

const pages = [
  { page: 'overview', label: 'Overview', icon: 'overview' },
  { page: 'deliveries', label: 'Deliveries', icon: 'deliveries' },
  { page: 'retries', label: 'Retries', icon: 'retries', count: 'awaitingRetry', tone: 'warn', one: 'event waits', many: 'events wait' },
  { page: 'dead-letters', label: 'Dead letters', icon: 'dead', count: 'deadLetters', tone: 'bad', one: 'dead letter', many: 'dead letters' },
];

export function Navigation({ current, receiver, statistics }) {
  return html`<nav aria-label="Pages"><ul>
    ${pages.map(({ page, label, icon, ...rest }) => html`<li key=${page}>
      <a href=${linkTo(page, { receiver })} aria-current=${page === current ? 'page' : undefined}>
        <${Icon} name=${icon} /><span>${label}</span><${Count} ...${rest} statistics=${statistics} />
      </a>
    </li>`)}
  </ul></nav>`;
}

function Count({ count, tone, one, many, statistics }) {
  const value = count && statistics?.[count];
  if (!value) return null;
  return html`<span class=${`count ${tone}`}>${value > 9999 ? '9999+' : number(value)}<span class="unseen"> ${value === 1 ? one : many}</span></span>`;
}
