import { number } from '../amounts.js';
import { DataTable } from '../charts/data-table.js';
import { Chart } from '../charts/frame.js';
import { Line } from '../charts/lines.js';
import { timeScale } from '../charts/scale.js';
import { html } from '../html.js';
import { measured, span } from '../time/durations.js';

/** How long the oldest event had been waiting; a line that rises tells that handlers do not keep up. */
export function QueueAgeChart({ points, from, to, words }) {
  const at = points.map((point) => Date.parse(point.at));
  const ages = points.map((point) => point.queueAgeMs ?? null);
  const highest = Math.max(0, ...ages);
  const latest = points.findLast((point) => (point.pending ?? null) !== null);
  const age = (value) => ((value ?? null) === null ? '–' : value < 60_000 ? measured(value) || '0 s' : span(value));
  const keys = [
    { name: 'age', label: 'Oldest event', tone: 'accent', total: age(latest?.queueAgeMs) },
    { name: 'pending', label: 'In the inbox', tone: 'none', total: latest ? number(latest.pending) : '–' },
    { name: 'dead', label: 'Dead letters', tone: 'none', total: latest ? number(latest.deadLetters ?? 0) : '–' },
  ];
  const valueOf = (index, name) => ({
    age: age(points[index]?.queueAgeMs), pending: number(points[index]?.pending ?? 0), dead: number(points[index]?.deadLetters ?? 0),
  })[name];
  const title = 'Queue age';
  const summary = highest === 0
    ? `No event had to wait in ${words}.`
    : `Age of the oldest event in the inbox in ${words}: at most ${span(highest)}, at last ${age(latest?.queueAgeMs)}.`;

  return html`<${Chart} title=${title} summary=${summary} keys=${keys} from=${from} to=${to} at=${at} scale=${timeScale(highest, 1000)} format=${(value) => (value === 0 ? '0 s' : measured(value))} valueOf=${valueOf}
    draw=${({ x, y, bottom }) => html`<${Line} at=${at} values=${ages} x=${x} y=${y} tone="accent" area bottom=${bottom} />`}
    table=${html`<${DataTable} title=${title} keys=${keys} at=${at} valueOf=${valueOf} />`} />`;
}
