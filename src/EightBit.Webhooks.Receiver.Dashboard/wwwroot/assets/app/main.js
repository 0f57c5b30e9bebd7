import { render } from '../vendor/preact.js';
import { html } from './html.js';
import { App } from './shell/app.js';
import { restoreTheme } from './shell/theme.js';

restoreTheme();
render(html`<${App} />`, document.getElementById('app'));
