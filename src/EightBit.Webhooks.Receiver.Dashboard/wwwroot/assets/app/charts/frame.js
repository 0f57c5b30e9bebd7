import { useState } from '../../vendor/hooks.js';
import { html } from '../html.js';
import { clockTime } from '../time/moment.js';
import { clockTicks } from './scale.js';
import { useWidth } from './width.js';

const height = 150;
const inset = { left: 46, right: 8, top: 8, bottom: 20 };

/**
 * A chart with its axes, its legend and, for those who do not see it, a sentence and a table. The legend tells the values at the pointer.
 * `keys`: [{ name, label, tone, total }]; `at`: the steps' times; `valueOf(index, name)`: a text; `draw({ x, y, ... })`: what is in it.
 */
export function Chart({ title, summary, keys, from, to, at, scale, format, valueOf, draw, table }) {
  const [element, width] = useWidth();
  const [pointed, setPointed] = useState(null);
  const { max, ticks } = scale;
  const right = Math.max(width - inset.right, inset.left + 1);
  const bottom = height - inset.bottom;
  const x = (time) => inset.left + ((time - from) / (to - from)) * (right - inset.left);
  const y = (value) => bottom - (value / max) * (bottom - inset.top);
  const point = (event) => setPointed(nearest(at, from + ((event.offsetX - inset.left) / (right - inset.left)) * (to - from)));

  return html`<figure class="chart panel">
    <figcaption><h2>${title}</h2><span class="at" aria-hidden="true">${pointed !== null && at[pointed] !== undefined ? clockTime(new Date(at[pointed])) : ''}</span></figcaption>
    <ul class="legend">${keys.map(({ name, label, tone, total }) => html`<li key=${name}>
      <span class=${`swatch ${tone}`} aria-hidden="true"></span>${label} <b>${pointed !== null && at[pointed] !== undefined ? valueOf(pointed, name) : total}</b>
    </li>`)}</ul>
    <div class="drawing" ref=${element}>
      ${width > 0 && html`<svg width=${width} height=${height} role="img" aria-label=${summary} onPointerMove=${point} onPointerLeave=${() => setPointed(null)}>
        ${ticks.map((tick) => html`<g key=${tick}>
          <line class="grid" x1=${inset.left} x2=${right} y1=${y(tick)} y2=${y(tick)} />
          <text class="tick" x=${inset.left - 6} y=${y(tick) + 3.5} text-anchor="end">${format(tick)}</text>
        </g>`)}
        ${clockTicks(from, to, Math.max(2, Math.floor(width / 90))).map((tick) => html`<text key=${tick.at} class="tick" x=${clamp(x(tick.at), inset.left + 14, right - 14)} y=${height - 4} text-anchor="middle">${tick.text}</text>`)}
        ${draw({ x, y, bottom })}
        ${pointed !== null && at[pointed] !== undefined && html`<line class="cursor" x1=${x(at[pointed])} x2=${x(at[pointed])} y1=${inset.top} y2=${bottom} />`}
      </svg>`}
    </div>
    ${table}
  </figure>`;
}

const clamp = (value, least, most) => Math.min(Math.max(value, least), most);

function nearest(times, time) {
  let best = null;
  times.forEach((each, index) => {
    if (best === null || Math.abs(each - time) < Math.abs(times[best] - time)) best = index;
  });
  return best;
}
