import { html } from '../html.js';

/** An error in two lines; all of it, and what it means, unfolds. */
export function Why({ error, means }) {
  return html`<details class="why">
    <summary><span>${error ? gist(error) : means}</span></summary>
    ${means && html`<p>${means}</p>`}
    ${error && html`<pre tabindex="0">${error}</pre>`}
  </details>`;
}

/** Of an error its first line, without the handler and with the names of types as people say them: "HttpRequestException", not "System.Net.Http.". */
const gist = (error) => error.split('\n')[0].replace(/^[\w.+`<>,]+ \([^()]*\): (?=.)/, '').replace(/\b(?:[A-Za-z_]\w*\.)+(?=[A-Z]\w*)/g, '');
