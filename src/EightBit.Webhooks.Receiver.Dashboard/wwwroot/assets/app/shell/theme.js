import { useState } from '../../vendor/hooks.js';
import { html } from '../html.js';
import { Icon } from '../icons.js';
import { recall, remember } from './memory.js';

const themes = ['auto', 'light', 'dark'];
const words = { auto: 'as the system', light: 'light', dark: 'dark' };

function apply(theme) {
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

const remembered = () => (themes.includes(recall('theme')) ? recall('theme') : 'auto');

export const restoreTheme = () => apply(remembered());

export function ThemeButton() {
  const [theme, setTheme] = useState(remembered);
  const next = themes[(themes.indexOf(theme) + 1) % themes.length];
  const change = () => {
    apply(next);
    remember('theme', next);
    setTheme(next);
  };
  const label = `Colours: ${words[theme]}. Change to ${words[next]}`;
  return html`<button type="button" class="quiet square" onClick=${change} aria-label=${label} title=${label}>
    <${Icon} name=${theme === 'dark' ? 'night' : theme} />
  </button>`;
}
