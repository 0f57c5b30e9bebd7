import { useEffect, useRef } from '../../vendor/hooks.js';
import { html } from '../html.js';
import { Icon } from '../icons.js';

/** Selects all letters of the page, and acts on those that are selected. */
export function SelectionBar({ letters, chosen, busy, onSelect, onAsk }) {
  const box = useRef();
  const all = chosen.length === letters.length;
  useEffect(() => {
    box.current.indeterminate = chosen.length > 0 && !all;
  });
  const toggle = () => onSelect(new Set(all ? [] : letters.map((letter) => letter.entryId)));

  return html`<div class="selection">
    <label class="check"><input type="checkbox" ref=${box} checked=${all} onChange=${toggle} /> Select all on this page</label>
    <span class="muted" aria-live="polite">${chosen.length > 0 ? `${chosen.length} selected; the list stands still` : ''}</span>
    <span class="selection-actions">
      <button type="button" disabled=${busy || chosen.length === 0} onClick=${() => onAsk('replay')}><${Icon} name="retries" />Replay selected</button>
      <button type="button" class="danger-quiet" disabled=${busy || chosen.length === 0} onClick=${() => onAsk('purge')}><${Icon} name="trash" />Purge selected</button>
    </span>
  </div>`;
}
