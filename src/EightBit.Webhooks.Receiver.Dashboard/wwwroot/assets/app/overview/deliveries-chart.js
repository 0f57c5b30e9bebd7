import { counted, number } from '../amounts.js';
import { Bars } from '../charts/bars.js';
import { DataTable } from '../charts/data-table.js';
import { Chart } from '../charts/frame.js';
import { countScale } from '../charts/scale.js';
import { steps } from '../charts/steps.js';
import { html } from '../html.js';
import { tones, wordsOf } from '../outcomes/words.js';

const labels = { good: 'Accepted', neutral: 'Duplicate or gone', warn: 'Refused', bad: 'Turned away' };

const merge = (points) => {
  const counts = Object.fromEntries(tones.map((tone) => [tone, 0]));
  for (const { outcomes } of points) {
    for (const [code, count] of Object.entries(outcomes)) counts[wordsOf(code).tone] += count;
  }
  return { ...counts, all: tones.reduce((sum, tone) => sum + counts[tone], 0) };
};

/** How many deliveries came, and how they ended. */
export function DeliveriesChart({ points, stepSeconds, from, to, words }) {
  const bars = steps(points, from, to, 60, stepSeconds, merge);
  const total = (tone) => bars.reduce((sum, bar) => sum + bar[tone], 0);
  const keys = tones.map((tone) => ({ name: tone, label: labels[tone], tone, total: number(total(tone)) }));
  const highest = Math.max(...bars.map((bar) => bar.all));
  const valueOf = (index, name) => number(bars[index][name]);
  const title = 'Deliveries';
  const at = bars.map((bar) => bar.at);
  const summary = total('all') === 0
    ? `No deliveries in ${words}.`
    : `${counted(total('all'), 'delivery', 'deliveries')} in ${words}: ${keys.map((key) => `${key.label} ${key.total}`).join(', ')}.`;

  return html`<${Chart} title=${title} summary=${summary} keys=${keys} from=${from} to=${to} at=${at} scale=${countScale(highest)} format=${number} valueOf=${valueOf}
    draw=${({ x, y }) => html`<${Bars} steps=${bars} parts=${tones.map((tone) => ({ name: tone, tone }))} x=${x} y=${y} />`}
    table=${html`<${DataTable} title=${title} keys=${keys} at=${at} valueOf=${valueOf} />`} />`;
}
