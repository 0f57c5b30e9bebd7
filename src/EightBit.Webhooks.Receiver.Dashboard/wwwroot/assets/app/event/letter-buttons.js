import { useState } from '../../vendor/hooks.js';
import { useLetterActions } from '../dead-letters/actions.js';
import { Confirm } from '../dead-letters/confirm.js';
import { Locked } from '../dead-letters/locked.js';
import { html } from '../html.js';
import { Icon } from '../icons.js';

/** The way back for the dead letter that this page is about. */
export function LetterButtons({ letter }) {
  const actions = useLetterActions();
  const [purging, setPurging] = useState(false);
  return html`<section class="panel letter-buttons" aria-label="The way back">
    <p>Mend what made it fail, then replay it: it runs again with all its attempts. Handlers that had succeeded do not run again.</p>
    <div class="buttons">
      <button type="button" class="primary" disabled=${actions.busy} onClick=${() => actions.replay([letter])}><${Icon} name="retries" />Replay</button>
      <button type="button" class="danger-quiet" disabled=${actions.busy} onClick=${() => setPurging(true)}><${Icon} name="trash" />Purge</button>
    </div>
    <${Locked} ...${actions} />
    ${purging && html`<${Confirm} action="purge" letters=${[letter]} onConfirm=${() => actions.purge([letter])} onClose=${() => setPurging(false)} />`}
  </section>`;
}
