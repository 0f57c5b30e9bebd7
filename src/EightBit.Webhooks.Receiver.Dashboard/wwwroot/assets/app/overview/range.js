import { html } from '../html.js';

export const ranges = [
  { minutes: 10, label: '10 min', words: 'the last 10 minutes' },
  { minutes: 60, label: '1 h', words: 'the last hour' },
  { minutes: 360, label: '6 h', words: 'the last 6 hours' },
  { minutes: 1440, label: '24 h', words: 'the last 24 hours' },
];

/** How far back the charts reach. */
export function Range({ minutes, onChange }) {
  return html`<fieldset class="range"><legend class="unseen">Charts show</legend>
    ${ranges.map((range) => html`<label key=${range.minutes}>
      <input type="radio" name="range" value=${range.minutes} checked=${range.minutes === minutes} onChange=${() => onChange(range.minutes)} />
      <span>${range.label}</span>
    </label>`)}
  </fieldset>`;
}
