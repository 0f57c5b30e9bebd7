import { DataTable } from '../charts/data-table.js';
import { Chart } from '../charts/frame.js';
import { Line } from '../charts/lines.js';
import { timeScale } from '../charts/scale.js';
import { steps } from '../charts/steps.js';
import { html } from '../html.js';
import { measured } from '../time/durations.js';

const names = ['p50Ms', 'p99Ms', 'maxMs'];

/** Of several points the slowest: half of the deliveries of each of them were answered within it. */
const merge = (points) => Object.fromEntries(names.map((name) => {
  const values = points.flatMap((point) => point.acknowledgement?.[name] ?? []);
  return [name, values.length === 0 ? null : Math.max(...values)];
}));

const text = (value) => (value === null || value === undefined ? '–' : measured(value));

/** How long answers took; the platform gives up after 5 seconds. */
export function AcknowledgementChart({ points, stepSeconds, from, to, words }) {
  const merged = steps(points, from, to, 60, stepSeconds, merge);
  const at = merged.map((step) => step.at);
  const valuesOf = (name) => merged.map((step) => step[name]);
  const last = (name) => valuesOf(name).findLast((value) => value !== null) ?? null;
  const slowest = Math.max(0, ...valuesOf('maxMs'));
  const keys = [
    { name: 'p50Ms', label: 'Half within', tone: 'accent', total: text(last('p50Ms')) },
    { name: 'p99Ms', label: '99 % within', tone: 'accent-strong', total: text(last('p99Ms')) },
    { name: 'maxMs', label: 'Slowest', tone: 'faint', total: text(last('maxMs')) },
  ];
  const title = 'Acknowledgement time';
  const valueOf = (index, name) => text(merged[index][name]);
  const summary = last('p50Ms') === null
    ? `No delivery was answered in ${words}.`
    : `Time to answer a delivery in ${words}. Latest: half within ${text(last('p50Ms'))}, 99 % within ${text(last('p99Ms'))}. Slowest of all ${measured(slowest)}. The platform waits 5 s.`;

  return html`<${Chart} title=${title} summary=${summary} keys=${keys} from=${from} to=${to} at=${at} scale=${timeScale(slowest, 1)} format=${measured} valueOf=${valueOf}
    draw=${({ x, y }) => html`
      <${Line} at=${at} values=${valuesOf('maxMs')} x=${x} y=${y} tone="faint" />
      <${Line} at=${at} values=${valuesOf('p99Ms')} x=${x} y=${y} tone="accent-strong" dashed />
      <${Line} at=${at} values=${valuesOf('p50Ms')} x=${x} y=${y} tone="accent" />`}
    table=${html`<${DataTable} title=${title} keys=${keys} at=${at} valueOf=${valueOf} />`} />`;
}
