import { html } from '../html.js';
import { Icon } from '../icons.js';

/** Where the data comes from, and what it cannot tell. */
export function Limits({ about }) {
  if (!about) return null;
  const { inbox, log, notes, redactedPaths, version, user } = about;
  return html`<section class="limits" aria-label="What this page can tell">
    <h3>What this page can tell</h3>
    <dl>
      <div><dt>Inbox</dt><dd>${inbox.type}, ${inbox.durable ? 'survives a restart' : 'in memory: gone with the process'}</dd></div>
      <div><dt>Delivery log</dt><dd>${log.durable ? 'survives a restart' : 'in memory: of this process alone'}</dd></div>
      ${redactedPaths.length > 0 && html`<div><dt>Hidden in payloads</dt><dd>${redactedPaths.map((path) => html`<code key=${path}>${path}</code> `)}</dd></div>`}
      ${user && html`<div><dt>Signed in as</dt><dd>${user}</dd></div>`}
      <div><dt>Version</dt><dd>${version}</dd></div>
    </dl>
    ${notes.length > 0 && html`<ul class="notes">${notes.map((note) => html`<li key=${note}><${Icon} name="neutral" />${note}</li>`)}</ul>`}
  </section>`;
}
