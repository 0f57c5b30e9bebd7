import { html } from '../html.js';
import { Dialog } from './dialog.js';
import { Limits } from './limits.js';

const keys = [
  ['/', 'search: the event id in “Deliveries”'],
  ['p', 'pause or resume the live view'],
  ['?', 'this help'],
  ['Esc', 'close a dialog'],
];

export function Help({ about, shortcuts, onShortcuts, onClose }) {
  return html`<${Dialog} title="Help" onClose=${onClose}>
    <h3>Keys</h3>
    <dl class="keys">${keys.map(([key, does]) => html`<div key=${key}><dt><kbd>${key}</kbd></dt><dd>${does}</dd></div>`)}</dl>
    <label class="check"><input type="checkbox" checked=${shortcuts} onChange=${(event) => onShortcuts(event.target.checked)} /> Single keys act</label>
    <h3>Words</h3>
    <dl class="words">
      <div><dt>Delivery</dt><dd>One HTTP request of the platform, and how it was answered.</dd></div>
      <div><dt>Event</dt><dd>What a delivery carries. Several deliveries of one event, with one id, run its handlers once.</dd></div>
      <div><dt>Handler run</dt><dd>One attempt of one handler at one event.</dd></div>
      <div><dt>Dead letter</dt><dd>An event that has failed for good. It is kept whole, to be replayed or purged.</dd></div>
    </dl>
    <${Limits} about=${about} />
  <//>`;
}
