import { useEffect, useState } from '../../vendor/hooks.js';
import { recall, remember } from './memory.js';

const isTyping = (element) => element.isContentEditable || ['INPUT', 'SELECT', 'TEXTAREA'].includes(element.tagName);

/** Single keys that act, unless the reader has switched them off, types, or uses a dialog. */
export function useShortcuts(actions) {
  const [enabled, setEnabled] = useState(() => recall('shortcuts') !== 'off');
  useEffect(() => {
    const press = (event) => {
      const action = actions[event.key];
      if (!enabled || !action || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target) || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  });

  const change = (enable) => {
    remember('shortcuts', enable ? 'on' : 'off');
    setEnabled(enable);
  };
  return [enabled, change];
}
