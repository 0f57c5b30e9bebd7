import { useEffect, useId, useRef } from '../../vendor/hooks.js';
import { html } from '../html.js';
import { Icon } from '../icons.js';

/** A modal dialog of the browser's own: it keeps the focus inside, closes on Escape and gives the focus back. */
export function Dialog({ title, onClose, children, actions }) {
  const dialog = useRef();
  const heading = useId();
  useEffect(() => {
    dialog.current.showModal();
    return () => dialog.current?.close();
  }, []);
  const close = () => dialog.current.close();

  return html`<dialog ref=${dialog} aria-labelledby=${heading} onClose=${onClose}>
    <div class="dialog-head">
      <h2 id=${heading}>${title}</h2>
      <button type="button" class="quiet square" onClick=${close} aria-label="Close"><${Icon} name="close" /></button>
    </div>
    <div class="dialog-body">${children}</div>
    ${actions && html`<div class="dialog-actions">${actions(close)}</div>`}
  </dialog>`;
}
