import { html } from '../html.js';
import { Icon } from '../icons.js';
import { useConnection } from '../server/connection.js';
import { askNow } from '../server/poll.js';
import { clockTime } from '../time/moment.js';

const titles = { 'away': 'No answer from the server', 'signed-out': 'Your session has ended', 'forbidden': 'You may not see this' };
const advice = {
  'away': 'This page asks again by itself, more and more slowly. What it shows may be out of date.',
  'signed-out': 'Reload the page to sign in again.',
  'forbidden': 'The application’s authorization refuses you. Sign in as somebody else, or ask whoever runs it.',
};

/** What stands between this page and the data; nothing, while all is well. */
export function Banner() {
  const { kind, message, since } = useConnection();
  const away = kind === 'away';
  return html`<div role="alert">
    ${kind !== 'fine' && html`<div class="banner bad">
      <${Icon} name="bad" />
      <p><strong>${titles[kind]}</strong> since ${clockTime(new Date(since))}. ${away ? message : ''} ${advice[kind]}</p>
      <button type="button" onClick=${() => (away ? askNow() : location.reload())}>${away ? 'Try now' : 'Reload'}</button>
    </div>`}
  </div>`;
}
