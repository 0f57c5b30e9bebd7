import { html } from '../html.js';
import { clockTime } from '../time/moment.js';

const most = 60;

/** The values of a chart as a table, newest first. */
export function DataTable({ title, keys, at, valueOf }) {
  const rows = at.map((time, index) => ({ time, index })).reverse().slice(0, most);
  return html`<details class="data"><summary>Table<span class="unseen"> of ${title}</span></summary>
    <div class="scroll" tabindex="0" role="region" aria-label=${`Table of ${title}`}><table>
      <caption class="unseen">${title}, newest first</caption>
      <thead><tr><th scope="col">Time</th>${keys.map(({ name, label }) => html`<th key=${name} scope="col" class="number">${label}</th>`)}</tr></thead>
      <tbody>${rows.map(({ time, index }) => html`<tr key=${time}>
        <th scope="row">${clockTime(new Date(time))}</th>
        ${keys.map(({ name }) => html`<td key=${name} class="number">${valueOf(index, name)}</td>`)}
      </tr>`)}</tbody>
    </table></div>
  </details>`;
}
