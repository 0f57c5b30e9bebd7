import { html } from '../html.js';

/** A line through the values that are there; where one is missing the line is broken, and a lone value is a dot. */
export function Line({ at, values, x, y, tone, dashed, area, bottom }) {
  const runs = [];
  values.forEach((value, index) => {
    if (value === null || value === undefined) return;
    if (index > 0 && (values[index - 1] ?? null) !== null) runs.at(-1).push(index);
    else runs.push([index]);
  });
  const place = (index) => `${x(at[index]).toFixed(1)} ${y(values[index]).toFixed(1)}`;
  const path = (run) => `M${run.map(place).join('L')}`;
  return html`<g class=${`line ${tone} ${dashed ? 'dashed' : ''}`}>
    ${runs.map((run) => (run.length === 1
      ? html`<circle key=${run[0]} cx=${x(at[run[0]])} cy=${y(values[run[0]])} r="1.8" />`
      : html`<g key=${run[0]}>
          ${area && html`<path class="area" d=${`${path(run)}L${x(at[run.at(-1)]).toFixed(1)} ${bottom}L${x(at[run[0]]).toFixed(1)} ${bottom}Z`} />`}
          <path d=${path(run)} />
        </g>`))}
  </g>`;
}
