import { number } from '../amounts.js';
import { html } from '../html.js';
import { Badge } from '../outcomes/badge.js';
import { wordsOf } from '../outcomes/words.js';
import { linkTo } from '../shell/route.js';

const most = 7;

/** How often each outcome came; each leads to its deliveries. */
export function OutcomeRanking({ points, words, receiver }) {
  const counts = new Map();
  for (const { outcomes } of points) {
    for (const [code, count] of Object.entries(outcomes)) counts.set(code, (counts.get(code) ?? 0) + count);
  }
  const all = [...counts].filter(([, count]) => count > 0).sort(([, one], [, other]) => other - one);
  const total = all.reduce((sum, [, count]) => sum + count, 0);

  return html`<div class="panel ranking">
    <h2 id="ranking">Outcomes</h2>
    ${all.length === 0 ? html`<p class="muted">No deliveries in ${words}.</p>` : html`<div class="scroll" tabindex="0" role="region" aria-labelledby="ranking"><table>
      <caption class="unseen">Outcomes of deliveries in ${words}</caption>
      <thead class="unseen"><tr><th scope="col">Outcome</th><th scope="col">Share</th><th scope="col">Deliveries</th></tr></thead>
      <tbody>${all.slice(0, most).map(([code, count]) => html`<tr key=${code}>
        <th scope="row"><a href=${linkTo('deliveries', { receiver, outcome: code })}><${Badge} code=${code} /></a></th>
        <td class="share"><${Share} tone=${wordsOf(code).tone} part=${count / total} /></td>
        <td class="number">${number(count)}</td>
      </tr>`)}</tbody>
    </table></div>`}
    ${all.length > most && html`<p class="muted">and ${all.length - most} more outcomes</p>`}
  </div>`;
}

function Share({ tone, part }) {
  const percent = part < 0.01 ? 'under 1 %' : `${Math.round(part * 100)} %`;
  return html`<svg class="bars" width="100%" height="10" role="img" aria-label=${percent}>
    <rect class="track" width="100%" height="10" rx="3" /><rect class=${tone} width=${`${Math.max(part * 100, 1)}%`} height="10" rx="3" />
  </svg>`;
}
