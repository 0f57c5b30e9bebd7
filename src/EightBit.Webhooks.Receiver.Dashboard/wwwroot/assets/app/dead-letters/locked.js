import { html } from '../html.js';
import { Problem } from '../shell/page.js';

/** Why nothing can be replayed or purged here. */
export function Locked({ locked }) {
  return locked && html`<${Problem}>
    Replay and purge are off: the application’s antiforgery settings give this page no token. They usually ask for HTTPS, so open the page over HTTPS.
  <//>`;
}
