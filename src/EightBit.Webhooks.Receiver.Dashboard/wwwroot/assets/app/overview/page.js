import { useState } from '../../vendor/hooks.js';
import { html } from '../html.js';
import { useLive } from '../server/live.js';
import { usePolled } from '../server/polled.js';
import { Limits } from '../shell/limits.js';
import { Page, Problem } from '../shell/page.js';
import { Latest } from './latest.js';
import { Range, ranges } from './range.js';
import { Tiles } from './tiles.js';
import { Traffic } from './traffic.js';

export function OverviewPage() {
  const { about, shown, paused, receiver, latest } = useLive();
  const [minutes, setMinutes] = useState(60);
  const series = usePolled('series', { minutes }, 5000, !paused);
  const { words } = ranges.find((range) => range.minutes === minutes);

  return html`<${Page} title="Overview" aside=${html`<${Range} minutes=${minutes} onChange=${setMinutes} />`}>
    ${shown?.inboxProblem && html`<${Problem}>${shown.inboxProblem}<//>`}
    ${shown?.logProblem && html`<${Problem}>${shown.logProblem}<//>`}
    <${Tiles} statistics=${shown?.statistics} receiver=${receiver} />
    <${Traffic} series=${shown && series.data} minutes=${minutes} words=${words} receiver=${receiver} />
    <${Latest} lines=${latest?.lines} paused=${paused} receiver=${receiver} />
    <${Limits} about=${about} />
  <//>`;
}
