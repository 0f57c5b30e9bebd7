import { useEffect, useRef } from '../../vendor/hooks.js';
import { html } from '../html.js';

let opened = false;
let wanted = null;

/** Says what gets the focus on the page that is opened next, in place of its heading. */
export function focusNext(id) {
  wanted = id;
}

/** A page and its heading, which gets the focus when the reader comes from another page. */
export function Page({ title, name = title, aside, children }) {
  const heading = useRef();
  useEffect(() => {
    document.title = `${title} · Webhooks`;
  }, [title]);
  useEffect(() => {
    if (opened) {
      window.scrollTo(0, 0);
      (document.getElementById(wanted) ?? heading.current).focus();
    }
    opened = true;
    wanted = null;
  }, []);
  return html`<div class="page">
    <div class="page-head"><h1 tabindex="-1" ref=${heading}>${name}</h1>${aside && html`<div class="page-aside">${aside}</div>`}</div>
    ${children}
  </div>`;
}

export function Loading() {
  return html`<p class="loading muted">Loading…</p>`;
}

/** Nothing to show, and what that means. */
export function Empty({ title, children }) {
  return html`<div class="empty"><p class="empty-title">${title}</p><p class="muted">${children}</p></div>`;
}

/** Why there is nothing to show although there may be something. */
export function Problem({ children }) {
  return html`<p class="banner warn" role="note">${children}</p>`;
}
