import { useEffect, useState } from '../../vendor/hooks.js';
import { DeadLettersPage } from '../dead-letters/page.js';
import { DeliveriesPage } from '../deliveries/page.js';
import { EventPage } from '../event/page.js';
import { html } from '../html.js';
import { Icon } from '../icons.js';
import { OverviewPage } from '../overview/page.js';
import { RetriesPage } from '../retries/page.js';
import { Live, useLiveState } from '../server/live.js';
import { Announcer } from './announcer.js';
import { Banner } from './banner.js';
import { Help } from './help.js';
import { Navigation } from './navigation.js';
import { focusNext } from './page.js';
import { ReceiverChoice } from './receiver-choice.js';
import { linkTo, useRoute } from './route.js';
import { useShortcuts } from './shortcuts.js';
import { ThemeButton } from './theme.js';
import { Notify, Toasts, useToasts } from './toasts.js';

const searchField = 'filter-eventId';
const pages = {
  'overview': OverviewPage, 'deliveries': DeliveriesPage, 'retries': RetriesPage, 'dead-letters': DeadLettersPage, 'event': EventPage,
};

export function App() {
  const route = useRoute();
  const [receiver, setReceiver] = useState(route.page === 'event' ? undefined : route.query.receiver);
  useEffect(() => {
    // An event's receiver is part of its name, and no choice of what the other pages show.
    if (route.page !== 'event') setReceiver(route.query.receiver);
  }, [route]);
  const live = useLiveState(receiver);
  const { toasts, notify, dismiss } = useToasts();
  const [helping, setHelping] = useState(false);
  const [shortcuts, setShortcuts] = useShortcuts({
    '/': () => search(route, receiver),
    'p': () => live.setPaused(!live.paused),
    '?': () => setHelping(true),
  });

  const Page = pages[route.page] ?? OverviewPage;
  return html`<${Live.Provider} value=${live}><${Notify.Provider} value=${notify}>
    <a class="skip" href="#main" onClick=${skip}>Skip to the content</a>
    <div class="layout">
      <header>
        <a class="brand" href=${linkTo('overview', { receiver })}><span class="mark"><${Icon} name="deliveries" /></span><span>8bit webhooks</span></a>
        <${Navigation} current=${route.page} receiver=${receiver} statistics=${live.shown?.statistics} />
        <div class="controls">
          <${ReceiverChoice} receivers=${live.about?.receivers} receiver=${receiver} page=${route.page} />
          <${PauseButton} ...${live} />
          <${ThemeButton} />
          <button type="button" class="quiet square" onClick=${() => setHelping(true)} aria-label="Help" title="Help (?)"><${Icon} name="help" /></button>
        </div>
      </header>
      <main id="main" tabindex="-1">
        <${Banner} />
        <${Page} key=${route.page === 'event' ? location.hash : route.page} query=${route.query} />
      </main>
    </div>
    <${Toasts} toasts=${toasts} dismiss=${dismiss} />
    <${Announcer} lines=${live.latest?.lines} deadLetters=${live.latest?.statistics?.deadLetters} paused=${live.paused} />
    ${helping && html`<${Help} about=${live.about} shortcuts=${shortcuts} onShortcuts=${setShortcuts} onClose=${() => setHelping(false)} />`}
  <//><//>`;
}

function PauseButton({ paused, setPaused }) {
  return html`<button type="button" class=${`pause ${paused ? 'paused' : ''}`} onClick=${() => setPaused(!paused)} title=${`${paused ? 'Resume' : 'Pause'} the live view (p)`}>
    <${Icon} name=${paused ? 'play' : 'pause'} />${paused ? 'Resume' : 'Pause'}
  </button>`;
}

// The address after # names a page here, so the browser cannot skip by itself.
function skip(event) {
  event.preventDefault();
  document.getElementById('main').focus();
}

function search(route, receiver) {
  if (route.page === 'deliveries') {
    document.getElementById(searchField)?.focus();
  } else {
    focusNext(searchField);
    location.hash = linkTo('deliveries', { receiver });
  }
}
