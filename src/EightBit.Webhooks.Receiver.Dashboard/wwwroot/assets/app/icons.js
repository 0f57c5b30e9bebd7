import { html } from './html.js';

// Each is drawn in a square of 16 units, as strokes. Their shapes differ, so that no state is told by its colour alone.
const shapes = {
  overview: 'M2 2h5v6H2zM9 2h5v3H9zM9 8h5v6H9zM2 11h5v3H2z',
  deliveries: 'M2 9h3l1.5 2.5h3L11 9h3M2 9v4a1 1 0 0 0 1 1h10a1 1 0 0 0 1-1V9M8 2v5M5.5 4.5 8 7l2.5-2.5',
  retries: 'M13.5 8a5.5 5.5 0 1 1-1.7-4M13.5 1.5V4.5h-3',
  dead: 'M2 4h12v8.5H2zM2 4l6 4.5L14 4M10.5 10l2.5 2.5M13 10l-2.5 2.5',
  good: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M5.2 8.2l2 2 3.6-4',
  neutral: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M5.2 8h5.6',
  warn: 'M8 2 14.5 13.5h-13zM8 6.5v3.2M8 11.4v.2',
  bad: 'M5.4 1.8h5.2l3.6 3.6v5.2l-3.6 3.6H5.4l-3.6-3.6V5.4zM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4',
  clock: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M8 4.5V8l2.4 1.6',
  running: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M6.5 5.4v5.2L10.8 8z',
  pause: 'M5.5 3v10M10.5 3v10',
  play: 'M4.5 2.8v10.4L12.8 8z',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  done: 'M2.8 8.4 6.3 12l7-8',
  trash: 'M2.5 4h11M6 4V2.5h4V4M4 4l.7 9.5h6.6L12 4M6.7 6.8v4M9.3 6.8v4',
  search: 'M7 2.2a4.8 4.8 0 1 0 0 9.6 4.8 4.8 0 0 0 0-9.6M10.6 10.6l3.4 3.4',
  light: 'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6M8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1.1 1.1M11.9 11.9 13 13M13 3l-1.1 1.1M4.1 11.9 3 13',
  night: 'M13.5 9.6A5.8 5.8 0 0 1 6.4 2.5a5.8 5.8 0 1 0 7.1 7.1z',
  auto: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M8 1.8v12.4M8 5h4.2M8 8h6M8 11h4.2',
  help: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M6.2 6.3A1.9 1.9 0 1 1 8 8.3v.9M8 11.2v.2',
  back: 'M9.5 3 4.5 8l5 5',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
};

/** An icon says nothing that the text beside it does not say, so it is hidden from screen readers. */
export function Icon({ name }) {
  return html`<svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false"><path d=${shapes[name]} /></svg>`;
}
