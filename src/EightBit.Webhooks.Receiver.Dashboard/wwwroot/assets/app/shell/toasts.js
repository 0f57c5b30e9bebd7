import { createContext } from '../../vendor/preact.js';
import { useCallback, useContext, useEffect, useState } from '../../vendor/hooks.js';
import { html } from '../html.js';
import { Icon } from '../icons.js';

const most = 4;
const shownMs = 8000;
let last = 0;

export const Notify = createContext(() => {});
export const useNotify = () => useContext(Notify);

export function useToasts() {
  const [toasts, setToasts] = useState([]);
  const notify = useCallback((tone, text) => setToasts((all) => [...all, { id: ++last, tone, text }].slice(-most)), []);
  const dismiss = useCallback((id) => setToasts((all) => all.filter((toast) => toast.id !== id)), []);
  return { toasts, notify, dismiss };
}

export function Toasts({ toasts, dismiss }) {
  return html`<div class="toasts" role="status">
    ${toasts.map((toast) => html`<${Toast} key=${toast.id} ...${toast} dismiss=${dismiss} />`)}
  </div>`;
}

/** Good news goes away by itself; bad news waits to be read. */
function Toast({ id, tone, text, dismiss }) {
  useEffect(() => {
    if (tone !== 'good') return undefined;
    const timer = setTimeout(() => dismiss(id), shownMs);
    return () => clearTimeout(timer);
  }, [id, tone]);
  return html`<div class=${`toast ${tone}`}>
    <${Icon} name=${tone} /><p>${text}</p>
    <button type="button" class="quiet square" onClick=${() => dismiss(id)} aria-label="Dismiss"><${Icon} name="close" /></button>
  </div>`;
}
