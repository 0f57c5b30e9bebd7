import { html } from '../html.js';
import { Icon } from '../icons.js';
import { linkToEvent } from '../shell/route.js';
import { wordsOfResult } from './actions.js';

/** What became of each letter that was replayed or purged. */
export function Results({ results, dismiss }) {
  if (!results) return null;
  return html`<section class="panel results" aria-labelledby="results">
    <div class="panel-head"><h2 id="results">What became of them</h2>
      <button type="button" class="quiet square" onClick=${dismiss} aria-label="Close the results"><${Icon} name="close" /></button></div>
    <ul>${results.map(({ entryId, outcome, error, letter }) => html`<li key=${entryId} data-result=${outcome}>
      <span class=${`badge ${wordsOfResult(outcome).tone}`}><${Icon} name=${wordsOfResult(outcome).tone} />${wordsOfResult(outcome).short}</span>
      ${letter ? html`<a class="id" href=${linkToEvent(letter)}>${letter.eventId}</a>` : html`<span class="id">entry ${entryId}</span>`}
      <span class="muted">${wordsOfResult(outcome).long}${error ? ` ${error}` : ''}</span>
    </li>`)}</ul>
  </section>`;
}
