import { DataTable } from '../charts/data-table.js';
import { Chart } from '../charts/frame.js';
import { Line } from '../charts/lines.js';
import { html } from '../html.js';
import { measured } from '../time/durations.js';

/** How long answers took; the platform gives up after 5 seconds. */
export function AcknowledgementChart({ points, from, to, words }) {
  const seen = points.filter((point) => Date.parse(point.at) >= from);
  const at = seen.map((point) => Date.parse(point.at));
  const valuesOf = (name) => seen.map((point) => point.acknowledgement?.[name] ?? null);
  const values = { p50Ms: valuesOf('p50Ms'), p99Ms: valuesOf('p99Ms'), maxMs: valuesOf('maxMs') };
  const last = (name) => values[name].findLast((value) => value !== null) ?? null;
  const highest = Math.max(0, ...values.maxMs);
  const text = (value) => (value === null || value === undefined ? '–' : measured(value));
  const keys = [
    { name: 'p50Ms', label: 'Half under', tone: 'accent', total: text(last('p50Ms')) },
    { name: 'p99Ms', label: '99 % under', tone: 'accent-strong', total: text(last('p99Ms')) },
    { name: 'maxMs', label: 'Slowest', tone: 'faint', total: text(last('maxMs')) },
  ];
  const title = 'Acknowledgement time';
  const valueOf = (index, name) => text(values[name][index]);
  const summary = last('p50Ms') === null
    ? `No delivery was answered in ${words}.`
    : `Time to answer a delivery in ${words}. Latest: half under ${text(last('p50Ms'))}, 99 % under ${text(last('p99Ms'))}. Slowest of all ${measured(highest)}. The platform waits 5 s.`;

  return html`<${Chart} title=${title} summary=${summary} keys=${keys} from=${from} to=${to} at=${at} highest=${highest} least=${1} format=${measured} valueOf=${valueOf}
    draw=${({ x, y }) => html`
      <${Line} at=${at} values=${values.maxMs} x=${x} y=${y} tone="faint" />
      <${Line} at=${at} values=${values.p99Ms} x=${x} y=${y} tone="accent-strong" dashed />
      <${Line} at=${at} values=${values.p50Ms} x=${x} y=${y} tone="accent" />`}
    table=${html`<${DataTable} title=${title} keys=${keys} at=${at} valueOf=${valueOf} />`} />`;
}
