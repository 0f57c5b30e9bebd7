import { html } from '../html.js';
import { linkTo } from './route.js';

const everyReceiver = '*';

/** Which receiver's events the pages show; not there while there is only one. */
export function ReceiverChoice({ receivers, receiver, page }) {
  if (!receivers || receivers.length < 2) return null;
  const choose = (event) => {
    const { value } = event.target;
    location.hash = linkTo(page === 'event' ? 'overview' : page, { receiver: value === everyReceiver ? undefined : value });
  };
  return html`<label class="receiver"><span>Receiver</span>
    <select value=${receiver ?? everyReceiver} onChange=${choose}>
      <option value=${everyReceiver}>All receivers</option>
      ${receivers.map(({ name, display }) => html`<option key=${name} value=${name}>${display}</option>`)}
    </select>
  </label>`;
}
