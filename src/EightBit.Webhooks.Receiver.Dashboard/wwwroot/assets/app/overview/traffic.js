import { html } from '../html.js';
import { Icon } from '../icons.js';
import { now } from '../time/clock.js';
import { Exactly } from '../time/moment.js';
import { AcknowledgementChart } from './acknowledgement-chart.js';
import { DeliveriesChart } from './deliveries-chart.js';
import { OutcomeRanking } from './outcome-ranking.js';
import { QueueAgeChart } from './queue-age-chart.js';

/** The charts. They are of this process alone, and begin with it. */
export function Traffic({ series, minutes, words, receiver }) {
  if (!series) return html`<div class="charts placeholder" aria-hidden="true">${[1, 2, 3, 4].map((each) => html`<div class="chart panel" key=${each}></div>`)}</div>`;
  const stepMs = series.stepSeconds * 1000;
  const to = Math.ceil(now() / stepMs) * stepMs;
  const from = to - minutes * 60_000;
  // All charts count the same points, so that their sums agree.
  const points = series.points.filter((point) => Date.parse(point.at) - stepMs / 2 >= from);
  const frame = { points, stepSeconds: series.stepSeconds, from, to, words };
  const young = Date.parse(series.since) > from;

  return html`<section class="charts-section" aria-label=${`Charts of ${words}`}>
    <div class="charts">
      <${DeliveriesChart} ...${frame} />
      <${OutcomeRanking} points=${points} words=${words} receiver=${receiver} />
      <${AcknowledgementChart} ...${frame} />
      <${QueueAgeChart} ...${frame} />
    </div>
    ${young && html`<p class="footnote muted"><${Icon} name="clock" /><span>The charts count what this process has done, since <${Exactly} at=${series.since} />.</span></p>`}
  </section>`;
}
