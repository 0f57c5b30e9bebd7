import { html } from '../html.js';

/** Bars, one part upon the other. `parts`: names from the bottom up, each with its tone. */
export function Bars({ steps, parts, x, y }) {
  return html`<g class="bars">${steps.map((step) => {
    let below = 0;
    const left = x(step.at - step.length / 2);
    const width = Math.max(1, x(step.at + step.length / 2) - left - 1);
    return parts.map(({ name, tone }) => {
      const count = step[name];
      if (!count) return null;
      const top = y(below + count);
      const height = Math.max(1.5, y(below) - top);
      below += count;
      return html`<rect key=${`${step.at}${name}`} class=${tone} x=${left.toFixed(1)} y=${top.toFixed(1)} width=${width.toFixed(1)} height=${height.toFixed(1)} />`;
    });
  })}</g>`;
}
