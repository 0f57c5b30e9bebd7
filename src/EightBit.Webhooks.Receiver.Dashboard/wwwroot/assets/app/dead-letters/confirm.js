import { counted } from '../amounts.js';
import { html } from '../html.js';
import { Icon } from '../icons.js';
import { Dialog } from '../shell/dialog.js';

const named = 8;

const words = {
  replay: {
    verb: 'Replay', icon: 'retries', style: 'primary',
    warning: 'Handlers that had succeeded do not run again; the others run as if the events had just come, behind those of their conversation that wait already.',
  },
  purge: {
    verb: 'Purge', icon: 'trash', style: 'danger',
    warning: 'What they carried is deleted for good and cannot be replayed. Their ids stay remembered, so the platform’s own retries are duplicates.',
  },
};

/** Asks before something is done to letters. */
export function Confirm({ action, letters, onConfirm, onClose }) {
  const { verb, icon, style, warning } = words[action];
  const what = counted(letters.length, 'dead letter');
  const actions = (close) => html`
    <button type="button" onClick=${close}>Cancel</button>
    <button type="button" class=${style} onClick=${() => { close(); onConfirm(); }}><${Icon} name=${icon} />${verb} ${what}</button>`;

  return html`<${Dialog} title=${`${verb} ${what}?`} onClose=${onClose} actions=${actions}>
    <p>${warning}</p>
    <ul class="named">${letters.slice(0, named).map((letter) => html`<li key=${letter.entryId}><span class="id">${letter.eventId}</span> <span class="muted">${letter.eventType}</span></li>`)}</ul>
    ${letters.length > named && html`<p class="muted">and ${letters.length - named} more</p>`}
  <//>`;
}
