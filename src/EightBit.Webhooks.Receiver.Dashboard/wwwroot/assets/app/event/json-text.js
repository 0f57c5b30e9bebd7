import { html } from '../html.js';

const longest = 100_000;
const token = /("(?:\\.|[^"\\])*")(\s*:)?|\b(true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** JSON with its names, texts and numbers set apart. Whatever it holds, it is text. */
export function JsonText({ text }) {
  if (text.length > longest) return text;
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(token)) {
    if (match.index > end) parts.push(text.slice(end, match.index));
    const [all, string, colon, word] = match;
    if (string) {
      parts.push(html`<span class=${colon ? 'json-name' : 'json-text'}>${string}</span>`);
      if (colon) parts.push(colon);
    } else {
      parts.push(html`<span class=${word ? 'json-word' : 'json-number'}>${all}</span>`);
    }
    end = match.index + all.length;
  }
  parts.push(text.slice(end));
  return parts;
}
