import { useEffect, useId, useRef } from '../../vendor/hooks.js';
import { html } from '../html.js';
import { Icon } from '../icons.js';

/**
 * A modal dialog of the browser's own: it keeps the focus inside, closes on Escape and gives the focus back.
 * The browser tells of the end only after it has given the focus back: what was opened in between would be closed by that news. So the
 * dialog ends itself wherever the browser lets it.
 */
export function Dialog({ title, onClose, children, actions }) {
  const dialog = useRef();
  const heading = useId();
  useEffect(() => {
    dialog.current.onclose = onClose;
    dialog.current.showModal();
  }, []);
  const close = () => {
    dialog.current.onclose = null;
    dialog.current.close();
    onClose();
  };
  const cancel = (event) => {
    event.preventDefault();
    close();
  };

  return html`<dialog ref=${dialog} aria-labelledby=${heading} onCancel=${cancel}>
    <div class="dialog-head">
      <h2 id=${heading}>${title}</h2>
      <button type="button" class="quiet square" onClick=${close} aria-label="Close"><${Icon} name="close" /></button>
    </div>
    <div class="dialog-body">${children}</div>
    ${actions && html`<div class="dialog-actions">${actions(close)}</div>`}
  </dialog>`;
}
