import { useEffect, useState } from '../../vendor/hooks.js';
import { html } from '../html.js';
import { Icon } from '../icons.js';
import { useNotify } from '../shell/toasts.js';

export function CopyButton({ text, what }) {
  const notify = useNotify();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      notify('warn', `The browser did not let this page copy ${what}. It does so over HTTPS and on localhost.`);
    }
  };
  return html`<button type="button" class="quiet copy" onClick=${copy}>
    <${Icon} name=${copied ? 'done' : 'copy'} /><span aria-live="polite">${copied ? 'Copied' : 'Copy'}</span><span class="unseen"> ${what}</span>
  </button>`;
}
